import type { Defect } from '../../parts.ts';

const known =
  /^(?:acr_values|claims|client_id|code_challenge|code_challenge_method|display|dpop_jkt|id_token_hint|login_hint|max_age|nonce|prompt|redirect_uri|request|request_uri|resource|response_mode|response_type|scope|state|ui_locales|x_.*)$/;

/** Everything is gone through, login included, before the parameters are looked at as a whole. */
export default {
  breaks: 'authorization-server.authorization.unknown-parameters-ignored',
  title: 'A code becomes an error where somebody else has added a parameter',
  alter: () => {
    const strange = new Set<string>();
    return {
      authorizationRequest: (_environment, parameters) => {
        if ([...parameters.keys()].some((name) => !known.test(name)))
          strange.add(parameters.get('state') ?? '');
      },
      authorizationResponse: (_environment, parameters) => {
        if (!parameters.has('code') || !strange.has(parameters.get('state') ?? '')) return;
        parameters.delete('code');
        parameters.set('error', 'invalid_request');
      },
    };
  },
} satisfies Defect;
