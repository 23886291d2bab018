import {
  authorizationServerCheck,
  noCode,
  ok,
  violation,
  type Authorization,
  type AuthorizationServerContext,
} from '../../../harness/index.ts';

const FLAG = 'authorization_response_iss_parameter_supported';

export default authorizationServerCheck({
  requirement: 'authorization-server.metadata.iss-parameter-flag',
  title: 'The metadata says rightly whether authorization responses carry iss',
  needs: ['login'],
  probe: async (server) => {
    const { exchange: document, document: metadata } = await server.gathered.metadata();
    const { exchanges, response } = await anyResponse(server);
    return {
      document,
      exchanges,
      flag: metadata[FLAG] === true,
      said: metadata[FLAG] ?? null,
      iss: response.has('iss'),
    };
  },
  judge: ({ flag, said, iss }) => {
    if (flag === iss) return ok;
    return iss
      ? violation(
          `${FLAG} is true, as responses carry iss`,
          said === null ? 'it is absent' : JSON.stringify(said),
        )
      : violation(`an authorization response carries iss, as ${FLAG} is true`, 'iss is absent');
  },
});

/** A response with a code; where a login stands before it an error, which comes without one as a rule. */
async function anyResponse(server: AuthorizationServerContext): Promise<Authorization> {
  const good = await server.authorize();
  if (good.end === 'callback') return good;
  const bad = await server.authorize({ parameters: { response_type: 'none_such' } });
  if (bad.end !== 'callback') throw noCode(good);
  return bad;
}
