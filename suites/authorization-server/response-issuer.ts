import { noCode, type AuthorizationServerContext, type Exchange } from '../../harness/index.ts';

/** The `iss` of the responses to the client (RFC 9207 §2): null where a response has none, undefined without a response. */
export type ResponseIssuers = {
  exchanges: Exchange[];
  withCode: string | null | undefined;
  withError: string | null | undefined;
};

/**
 * One response with a code and one with an error; an error redirect often needs no login.
 *
 * @throws Stop when neither came.
 */
export async function responseIssuers(server: AuthorizationServerContext): Promise<ResponseIssuers> {
  const [good, bad] = await Promise.all([
    server.authorize(),
    server.authorize({ parameters: { response_type: 'foo' } }),
  ]);
  if (good.end !== 'callback' && bad.end !== 'callback') throw noCode(good);
  return {
    exchanges: [...good.exchanges, ...bad.exchanges],
    withCode: good.code === undefined ? undefined : good.response.get('iss'),
    withError: bad.error === undefined ? undefined : bad.response.get('iss'),
  };
}
