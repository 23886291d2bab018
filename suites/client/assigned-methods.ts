/** Registrations that are answered with an authentication method, and the token requests that follow. */
import { clientIn, tokenResponse, welcome, type ClientLab, type Scenario } from '../../harness/index.ts';

/** RFC 7591 §2. */
const METHODS = ['client_secret_basic', 'client_secret_post', 'none'] as const;

/** Launched once for each method. The token runs out after the tools were listed, so that there may be a refresh. */
export const ASSIGNED_METHODS: Scenario = {
  name: 'assigned-methods',
  async play(lab) {
    welcome(lab, () => true);
    withRefreshTokens(lab);
    for (const method of METHODS) {
      const end = lab.change('registration', ({ json }) => {
        if (typeof json['client_id'] !== 'string') return;
        json['token_endpoint_auth_method'] = method;
        json['client_secret_expires_at'] = 0;
        json['client_secret'] = 'a-secret-of-the-lab-0123456789';
        if (method !== 'none') return;
        delete json['client_secret'];
        delete json['client_secret_expires_at'];
      });
      const endOfUse = expireAfterList(lab);
      await lab.launch({ fresh: true });
      end();
      endOfUse();
    }
    return undefined;
  },
};

function expireAfterList(lab: ClientLab): () => void {
  let hasExpired = false;
  return lab.answer(
    ({ kind, rpc, token }) => kind === 'mcp' && rpc === 'tools/list' && token !== undefined,
    () => {
      if (!hasExpired) lab.expireTokens();
      hasExpired = true;
      return undefined;
    },
  );
}

/** Whether or not the client has registered for them. */
function withRefreshTokens(lab: ClientLab): void {
  let issued = 0;
  lab.answer('code', async (request) => {
    const tokens = await tokenResponse(lab, clientIn(request) ?? '');
    return {
      status: 200,
      headers: { 'Cache-Control': 'no-store' },
      json: { ...tokens, refresh_token: `refresh-token-of-the-lab-${(issued += 1)}-${Date.now()}` },
    };
  });
}
