import {
  authorizationServerCheck,
  firstProblem,
  headerOf,
  ok,
  REDIRECT_URI,
  TOO_MANY,
  unclear,
  violation,
  type Answered,
} from '../../../harness/index.ts';
import { publishedDocuments } from '../documents.ts';
import { isAllowed, preflight } from '../cross-origin.ts';

/** Clients tell their revision with it (MCP «Server Metadata Discovery Headers»). */
const HEADER = 'mcp-protocol-version';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.cors-metadata',
  title: 'Pages of other origins may read the metadata',
  probe: async (server) => {
    const [document] = await publishedDocuments(server);
    const url = document?.request.url ?? server.issuer;
    const { origin } = new URL(REDIRECT_URI);
    const [read, asked] = await Promise.all([
      server.send({ url, headers: { origin, accept: 'application/json' } }),
      preflight(server, { url, method: 'GET', headers: HEADER, origin }),
    ]);
    return { read, asked, origin };
  },
  judge: ({ read, asked, origin }) => {
    if ([read, asked].some(({ response }) => response.status === 429)) return unclear(TOO_MANY);
    return firstProblem([
      isAllowed(read, origin)
        ? ok
        : violation(
            'the document is given to pages of other origins',
            'no Access-Control-Allow-Origin for one',
          ),
      isAllowed(asked, origin) && asked.response.status < 300 && allowsHeader(asked)
        ? ok
        : violation(
            `a preflight allows the request header ${HEADER}`,
            `HTTP ${asked.response.status}, which does not allow it`,
          ),
    ]);
  },
});

function allowsHeader({ response }: Answered): boolean {
  const allowed = headerOf(response.headers, 'access-control-allow-headers') ?? '';
  return allowed.split(',').some((one) => ['*', HEADER].includes(one.trim().toLowerCase()));
}
