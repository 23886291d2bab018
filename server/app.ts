import cors from '@koa/cors';
import Koa from 'koa';
import { serveEndpoint } from './mcp/endpoint.ts';
import type { Handle } from './mcp/protocol.ts';
import { ENDPOINT_PATH } from './options.ts';
import { serveAuthorizationServerMetadata, serveRegistration } from './registration.ts';
import type { HttpContext, HttpMiddleware, Setup } from './types.ts';

interface Route {
  methods: readonly string[] | 'any';
  serve(context: HttpContext): Promise<void> | void;
}

const READABLE = ['GET', 'HEAD'];
const RESOURCE_METADATA = '/.well-known/oauth-protected-resource';

/** Paths are compared as they stand: no other spelling leads to a route. */
function routesOf(setup: Setup, dispatch: () => Promise<Handle>): ReadonlyMap<string, Route> {
  const metadata: Route = {
    methods: READABLE,
    serve: (context) => {
      context.body = setup.parts.protectedResourceMetadata(setup);
    },
  };
  return new Map<string, Route>([
    [ENDPOINT_PATH, { methods: 'any', serve: (context) => serveEndpoint(context, setup, dispatch) }],
    [RESOURCE_METADATA, metadata],
    [`${RESOURCE_METADATA}${ENDPOINT_PATH}`, metadata],
    [
      '/.well-known/oauth-authorization-server',
      { methods: READABLE, serve: (context) => serveAuthorizationServerMetadata(context, setup) },
    ],
    ['/oauth/register', { methods: ['POST'], serve: (context) => serveRegistration(context, setup) }],
  ]);
}

/** The server as a Koa application. */
export function createApp(setup: Setup, dispatch: () => Promise<Handle>): Koa {
  const app = new Koa();
  app.silent = true;
  const routes = routesOf(setup, dispatch);
  app.use(report(setup));
  app.use((context, next) => setup.parts.outermost(context, next));
  app.use(guardHost(setup));
  app.use(openToBrowsers(setup));
  app.use(guardOrigin(setup));
  app.use(async (context) => {
    const route = routes.get(context.path);
    if (route === undefined) return answer(context, 404, 'There is nothing here.');
    if (route.methods !== 'any' && !route.methods.includes(context.method)) {
      context.set('Allow', route.methods.join(', '));
      return answer(context, 405, 'This method does nothing here.');
    }
    await route.serve(context);
  });
  return app;
}

/** One log entry a request, and a plain 500 for a fault of ours: the stack is nobody's business. */
function report({ settings }: Setup): HttpMiddleware {
  return async (context, next) => {
    const started = performance.now();
    try {
      await next();
    } catch (error) {
      answer(context, 500, 'The server has a fault.');
      settings.log({ level: 'error', message: error instanceof Error ? error.message : 'unknown fault' });
    }
    const { method, path } = context;
    const status = context.respond === false ? context.res.statusCode : context.status;
    const durationMs = Math.round(performance.now() - started);
    settings.log({ level: 'info', message: `${method} ${path} ${status}`, status, durationMs });
  };
}

function guardHost(setup: Setup): HttpMiddleware {
  return async (context, next) => {
    if (!setup.parts.hostAllowed(context.req.headers.host, setup)) {
      return answer(context, 403, 'The Host field names another server.');
    }
    await next();
  };
}

/** MCP «Security Warning»: a foreign Origin is refused on every method. The metadata is everybody's. */
function guardOrigin(setup: Setup): HttpMiddleware {
  return async (context, next) => {
    if (!isPublic(context) && !setup.parts.originAllowed(context.req.headers.origin, setup)) {
      return answer(context, 403, 'Requests of this Origin are not taken.');
    }
    await next();
  };
}

/** Preflights are answered here, without a token; browsers may read the challenge (Fetch, CORS protocol). */
function openToBrowsers(setup: Setup): HttpMiddleware {
  return cors({
    origin: (context) => {
      if (isPublic(context)) return '*';
      const { origin } = context.req.headers;
      return origin !== undefined && setup.parts.originAllowed(origin, setup) ? origin : '';
    },
    allowMethods: ['GET', 'POST', 'DELETE', 'OPTIONS'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Accept',
      'Last-Event-ID',
      'MCP-Protocol-Version',
      'Mcp-Session-Id',
      'Mcp-Method',
      'Mcp-Name',
    ],
    exposeHeaders: ['WWW-Authenticate', 'Retry-After', 'MCP-Protocol-Version', 'Mcp-Session-Id'],
    maxAge: 600,
  });
}

const isPublic = (context: HttpContext) => context.path.startsWith('/.well-known/');

function answer(context: HttpContext, status: number, message: string): void {
  context.status = status;
  context.body = { error_description: message };
}
