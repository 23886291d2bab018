import type { Catalogue } from '../harness/catalogue.ts';
import type { Report, Revision } from '../harness/contract.ts';
import {
  runAuthorizationServerSuite,
  type AuthorizationServerRunOptions,
} from '../harness/run-authorization-server.ts';
import { startMockAuthorizationServer } from '../mock-as/index.ts';
import type { Defect, Style } from '../mock-as/parts.ts';
import { clientDocuments } from './client-documents.test-helper.ts';
import { formLogin } from './form-login.test-helper.ts';
import { createKeyStock } from '../harness/lab/key-stock.ts';

const privateKeys = createKeyStock(32);

/** Two resources, so that a token for the other one can be asked for. */
const resources = [
  { url: 'https://mcp.example.com/mcp', scopes: ['search:read', 'search:write'] },
  { url: 'https://files.example.com/mcp', scopes: ['files:read'] },
];

/** A defect or a style. */
type Altered = Pick<Defect, 'alter' | 'options' | 'endpointHere' | 'strictHttps' | 'pages'> &
  Pick<Style, 'preRegistered' | 'oneResource'>;

/** Nobody listens there. */
const redirectUri = 'http://127.0.0.1:8976/callback';

/**
 * Runs the authorization-server suite against the mock as the conforming reference (`oauth21`), altered by a style or a
 * defect.
 */
export async function tryAuthorizationServer(
  altered: Altered | undefined,
  specVersion: Revision,
  more: { catalogue?: Catalogue } & Partial<AuthorizationServerRunOptions> = {},
): Promise<Report> {
  const documents = await clientDocuments();
  await using mock = await startMockAuthorizationServer({
    profile: 'oauth21',
    privateKeys,
    resources: altered?.oneResource === true ? resources.slice(0, 1) : resources,
    refreshTokens: 'always',
    fetchClientMetadata: documents.fetchClientMetadata,
    ...(altered?.preRegistered === true ? { client: { redirectUris: [redirectUri] } } : {}),
    ...altered?.options,
    ...(altered?.alter === undefined ? {} : { alter: altered.alter }),
  });
  if (altered?.endpointHere === true) mock.setResource(`${mock.urls.environment}/mcp`);
  return await runAuthorizationServerSuite({
    issuer: mock.urls.issuer,
    resources: mock.resources.list().flatMap(({ url }) => url ?? []),
    ...(altered?.preRegistered === true ? { client: { ...mock.client, redirectUri } } : {}),
    specVersion,
    ...(altered?.strictHttps === true ? { strictHttps: true } : {}),
    ...(mock.tls === undefined ? {} : { ca: mock.tls.ca }),
    ...(altered?.options?.approval === 'interactive' || altered?.pages === true
      ? { login: async (recorder) => formLogin(recorder) }
      : {}),
    // A busy machine answers late.
    timeoutMs: 30_000,
    waitExpiry: true,
    wait: async (seconds) => mock.clock.advance(seconds),
    // What a restart with `--state` is: everything is read again that was written.
    restart: async () => mock.loadState(mock.state()),
    // All but the checks of documents stay with clients that are registered.
    ...(altered?.preRegistered === true ? {} : { strategy: 'dcr' }),
    documentPlace: documents.place,
    ...more,
  });
}
