import type { Parts } from '../parts.ts';
import type { HttpContext, Setup } from '../types.ts';

/** What several defects bend alike. */
type Bend = (parts: Parts) => Partial<Parts>;
type MetadataDocument = Record<string, unknown>;

export const ROOT_PLACE = '/.well-known/oauth-protected-resource';
export const PATH_PLACE = `${ROOT_PLACE}/web-search/mcp`;
/** Where no text sends a client. */
export const APPENDED_PLACE = '/web-search/mcp/.well-known/oauth-protected-resource';

/** The metadata, changed. */
export function metadataWith(change: (document: MetadataDocument, setup: Setup) => MetadataDocument): Bend {
  return (parts) => ({
    protectedResourceMetadata: (setup) => change(parts.protectedResourceMetadata(setup), setup),
  });
}

/** Another resource identifier, and that consistently: what is advertised is also taken as audience. */
export function resourceAs(identifierOf: (setup: Setup) => string): Bend {
  return (parts) => ({
    protectedResourceMetadata: (setup) => ({
      ...parts.protectedResourceMetadata(setup),
      resource: identifierOf(setup),
    }),
    checkAudience: (claims, setup, header) =>
      parts.checkAudience(claims, alsoKnownAs(identifierOf(setup), setup), header),
  });
}

function alsoKnownAs(identifier: string, setup: Setup): Setup {
  const { settings } = setup;
  return { ...setup, settings: { ...settings, audiences: [...settings.audiences, identifier] } };
}

/** Another `resource_metadata` in every challenge; undefined leaves it out. */
export function hintAs(hintOf: (hint: string, setup: Setup) => string | undefined): Bend {
  return (parts) => ({
    challengeParameters: (problem, setup) =>
      parts.challengeParameters(problem, setup)?.flatMap(([name, value]) => {
        const other = name === 'resource_metadata' ? hintOf(value, setup) : value;
        return other === undefined ? [] : [[name, other]];
      }),
  });
}

/** The metadata at the root only, where the challenge then points. No lie: MCP allows it. */
export const atRootOnly: Bend = (parts) => ({
  ...hintAs((hint) => hint.replace(PATH_PLACE, ROOT_PLACE))(parts),
  ...places((path) => (path === PATH_PLACE ? undefined : path))(parts),
});

/** Leads each path elsewhere; undefined is 404. */
export function places(leadsTo: (path: string) => string | undefined): Bend {
  return (parts) => ({
    outermost: async (context, next) => {
      const path = leadsTo(context.path);
      if (path === undefined) return notFound(context);
      context.path = path;
      await parts.outermost(context, next);
    },
  });
}

/** Applies several bends, one on the other. */
export function all(...bends: Bend[]): Bend {
  return (parts) =>
    bends.reduce<Partial<Parts>>((done, bend) => ({ ...done, ...bend({ ...parts, ...done }) }), {});
}

function notFound(context: HttpContext): void {
  context.status = 404;
  context.body = { error_description: 'There is nothing here.' };
}

/** What a server without TLS breaks, all at once. */
export const PLAIN_HTTP: readonly string[] = [
  'server.transport.https',
  'server.discovery.prm-over-https',
  'server.challenge.resource-metadata-absolute-url',
  'server.metadata.resource-https-no-fragment',
  'server.metadata.authorization-servers-issuer-form',
];
