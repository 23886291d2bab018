import { indicatorOf } from '../../indicators.ts';
import type { Defect } from '../../parts.ts';

/** The resource of the authorization request is not kept with the code. */
export default {
  breaks: 'authorization-server.resource-indicator.token-request-subset',
  title: 'A code brings a token for whatever resource the token request names',
  alter: () => ({
    tokenRequest: ({ store, resources }, form) => {
      const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
      const wanted = resources.named(form.get('resource') ?? '');
      if (code !== undefined && wanted !== undefined) code.resource = indicatorOf(wanted);
    },
  }),
} satisfies Defect;
