/** The resource indicators that a client sends (RFC 8707). */
import { isSuccess, type Step, type Story } from '../../harness/index.ts';

/** The values of `resource` in a request, as often as it is there. */
export function resourcesIn({ kind, exchange: { request } }: Step): string[] {
  const parameters =
    kind === 'authorization' ? new URL(request.url).searchParams : new URLSearchParams(request.body ?? '');
  return parameters.getAll('resource');
}

/** Every value that the client has sent in its authorization and code requests, without repetition. */
export function resourcesSent(story: Story): string[] {
  return [...new Set([...story.of('authorization'), ...story.of('code')].flatMap(resourcesIn))];
}

/** What the metadata of the MCP server calls it. */
export function publishedResources(story: Story): string[] {
  const named = story.of('resource-metadata').flatMap((step) => {
    const { resource } = step.got;
    return isSuccess(step) && typeof resource === 'string' ? [resource] : [];
  });
  return [...new Set(named)];
}

/** Whether a value names this MCP server: its endpoint, or what its path is below, whatever the slash at the end. */
export function isAbout(value: string, url: string): boolean {
  if (!URL.canParse(value)) return false;
  const [named, endpoint] = [new URL(value), new URL(url)];
  const within = (path: string) => (path.endsWith('/') ? path : `${path}/`);
  return (
    named.origin === endpoint.origin &&
    within(endpoint.pathname).startsWith(within(named.pathname)) &&
    named.search === endpoint.search
  );
}

export function withoutSlash(value: string): string {
  return value.replace(/\/$/, '');
}

export const NONE_SENT = 'The client sends no resource; another check judges that.';
