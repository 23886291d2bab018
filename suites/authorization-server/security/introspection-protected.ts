import { randomBytes } from 'node:crypto';
import {
  authorizationServerCheck,
  bodyOf,
  ok,
  saidBy,
  Stop,
  unclear,
  violation,
  type AuthorizationServerContext,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.introspection-protected',
  title: 'Who asks the introspection endpoint without credentials learns nothing',
  probe: async (server) => {
    const url = await server.endpoint('introspection_endpoint');
    const token = (await tokenIfAny(server)) ?? randomBytes(32).toString('base64url');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const body = new URLSearchParams({ token }).toString();
    return { introspection: await server.send({ method: 'POST', url, headers, body }) };
  },
  judge: ({ introspection }) => {
    const { status } = introspection.response;
    if (status >= 500 || status === 429) return unclear(`The request was answered ${saidBy(introspection)}.`);
    if (status >= 300) return ok;
    const active = bodyOf(introspection)?.['active'];
    if (typeof active !== 'boolean')
      return unclear(`The request was answered HTTP ${status} without active.`);
    return violation(
      'a request without credentials is answered 401',
      active ? 'it is told about the token' : 'it is answered 200 with active false',
    );
  },
});

/** Only of a good token is there something to tell. */
async function tokenIfAny(server: AuthorizationServerContext): Promise<string | undefined> {
  try {
    return (await server.grant()).accessToken;
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}
