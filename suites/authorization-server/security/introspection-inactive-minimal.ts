import { randomBytes } from 'node:crypto';
import {
  authorizationServerCheck,
  bodyOf,
  confidentialClient,
  firstProblem,
  ok,
  saidBy,
  Stop,
  unclear,
  violation,
  type Answered,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';
import { introspectAs } from '../introspection.ts';
import { revoke } from '../revocation.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.introspection-inactive-minimal',
  title: 'Introspection says of an unknown or revoked token that it is not active, and nothing more',
  needs: ['login'],
  probe: async (server) => {
    await server.endpoint('introspection_endpoint');
    const client = await confidentialClient(server);
    const unknown = await introspectAs(server, client, randomBytes(32).toString('base64url'));
    return { unknown: unknown.exchange, revoked: await revokedToken(server, client) };
  },
  judge: ({ unknown, revoked }) =>
    firstProblem([
      judge(unknown, 'an unknown token'),
      // A JWT may outlive its revocation; then there is nothing inactive to look at.
      revoked === undefined || bodyOf(revoked)?.['active'] === true ? ok : judge(revoked, 'a revoked token'),
    ]),
});

/** Of a token that was good once there is more to tell; undefined where none can be revoked. */
async function revokedToken(server: AuthorizationServerContext, client: Client) {
  try {
    const { accessToken } = await server.grant({ client });
    // Some servers introspect opaque tokens only.
    const good = await introspectAs(server, client, accessToken);
    if (bodyOf(good.exchange)?.['active'] !== true) return undefined;
    await revoke(server, client, { token: accessToken, hint: 'access_token' });
    return (await introspectAs(server, client, accessToken)).exchange;
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}

function judge(introspection: Answered, what: string) {
  const { status } = introspection.response;
  const expected = `the introspection of ${what} is answered {"active":false}`;
  if (status === 429) return unclear(`The request was answered ${saidBy(introspection)}.`);
  const answer = bodyOf(introspection);
  if (status !== 200 || answer?.['active'] !== false)
    return violation(expected, answer?.['active'] === true ? 'active is true' : saidBy(introspection));
  const further = Object.keys(answer).filter((name) => name !== 'active');
  return further.length === 0 ? ok : violation(expected, `it also tells ${further.join(', ')}`);
}
