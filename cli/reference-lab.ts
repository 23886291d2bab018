import type { ServerRunOptions } from '../harness/run-server.ts';
import type { Alteration, ServerOptions } from '../server/index.ts';
import type { LocalTls } from './local-tls.ts';

/** What we know of the reference server's tools, as a user would say it with `--call`. */
const CALLS: NonNullable<ServerRunOptions['calls']> = [
  call('web_search', { query: 'model context protocol' }, ['web-search:read']),
  call('list_saved_searches', {}, ['web-search:read']),
  call('save_search', { query: 'model context protocol', search: true }, [
    'web-search:read',
    'web-search:write',
  ]),
  call('list_saved_searches', {}, ['web-search:all']),
  call('whoami', {}, []),
  { operation: tool('web_search', { query: 'model context protocol', page_size: 1 }) },
  { operation: tool('remove_saved_searches', { query: 'model context protocol' }) },
];

function tool(name: string, args: { [key: string]: string | boolean | number }) {
  return { method: 'tools/call', params: { name, arguments: args } };
}

function call(name: string, args: { [key: string]: string | boolean }, scopes: string[]) {
  return { operation: tool(name, args), scopes };
}

/** Options of a run in the lab. */
type ReferenceLab = Pick<ServerRunOptions, 'url' | 'calls'> & { lab: NonNullable<ServerRunOptions['lab']> };

/** Options of a run in the lab against the reference server inside this process; by https where `tls` is overridden. */
export function referenceLab(
  alterations: Alteration[] = [],
  overrides: Partial<ServerOptions> = {},
): ReferenceLab {
  return {
    url: `${overrides.tls === undefined ? 'http' : 'https'}://127.0.0.1:{port}/web-search/mcp`,
    calls: CALLS,
    lab: {
      server: {
        inProcess: async (wiring) => {
          const { startReferenceServer } = await import('../server/index.ts');
          return startReferenceServer(
            {
              scalekitEnvironmentUrl: wiring.environment,
              authorizationServer: wiring.issuer,
              resourceIdentifier: wiring.resource,
              port: Number(wiring.port),
              clientId: wiring.client_id,
              clientSecret: wiring.client_secret,
              tavilyBaseUrl: wiring.upstream,
              // The lab's outages are on this machine: half a second without an answer is one.
              upstreamTimeoutMs: 500,
              // And its key rotations follow each other closely.
              keyRefetchCooldownMs: 200,
              ...overrides,
            },
            alterations,
          );
        },
      },
    },
  };
}

/** The same where everything speaks https. */
export function secureReferenceLab({ authority, identity }: LocalTls): ReferenceLab {
  const { lab, ...rest } = referenceLab([], { tls: { ...identity } });
  return { ...rest, lab: { ...lab, authority } };
}
