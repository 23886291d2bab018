import type { Defect } from '../../parts.ts';

/** RFC 9728 puts the path of a resource there, RFC 8414 that of an issuer; a client of 2025-03-26 puts nothing. */
export default {
  breaks: 'authorization-server.discovery.root-base-url',
  title: 'The metadata stands at a well-known place for the path of the MCP endpoint',
  endpointHere: true,
  options: {
    authorizationServer: 'resource',
    metadataIssuer: 'resource',
    tokenIssuer: 'resource',
    environmentMetadata: true,
    pathInsertedMetadata: true,
    resourceMetadata: false,
  },
  alter: ({ resourceServerMetadata }) => ({
    environmentMetadata: (environment) => resourceServerMetadata(environment, environment.resources.first()),
    middleware: [
      async (ctx, next) => {
        const place = '/.well-known/oauth-authorization-server';
        if (ctx.path === place) ctx.path = '/.well-known/none';
        else if (ctx.path === `${place}/mcp`) ctx.path = place;
        await next();
      },
    ],
  }),
} satisfies Defect;
