import Router from '@koa/router';
import Koa from 'koa';
import type { Context } from 'koa';
import { z } from 'zod';
import { BASE_PATH } from './address.ts';
import { readJson } from './body.ts';
import { createGate } from './gate.ts';
import { openApiDocument } from './openapi.ts';
import { checked, details, Problem, problemOf } from './problem.ts';
import { route } from './route.ts';
import type { Controlled, Route } from './route.ts';
import { routes } from './routes/index.ts';

export interface ControlAppOptions extends Controlled {
  secret: string;
  port: number;
  /** Receives a line for what ought not to happen; never a secret. */
  log: (line: string) => void;
  /** Called after each request that may have changed something. */
  onChange: () => void;
}

/** The control plane as an application. */
export function createControlApp({ secret, port, log, onChange, ...controlled }: ControlAppOptions): Koa {
  const app = new Koa();
  app.on('error', (error: Error) => log(`internal error of the control plane: ${error.message}`));
  const pass = createGate(secret, port);
  app.use(async (context, next) => {
    context.set('Cache-Control', 'no-store');
    context.set('X-Content-Type-Options', 'nosniff');
    try {
      pass(context);
      await next();
      refuseUnknown(context);
    } catch (error) {
      answerProblem(context, error, log);
    }
  });
  const router = new Router({ prefix: BASE_PATH });
  for (const one of documented()) {
    const path = one.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.register(path, [one.method], (context: Context) => serve(controlled, one, context, onChange));
  }
  app.use(router.routes()).use(router.allowedMethods());
  return app;
}

/** The routes with the one that describes them. */
export function documented(): readonly Route[] {
  const all: Route[] = [...routes];
  all.push(
    route({
      method: 'GET',
      path: '/openapi.json',
      id: 'openapi',
      summary: 'This document',
      answer: z.looseObject({ openapi: z.string() }),
      handle: (_, __, context) =>
        openApiDocument(all, { base: `http://${context.host}${BASE_PATH}`, version: '1' }),
    }),
  );
  return all;
}

async function serve(
  controlled: Controlled,
  one: Route,
  context: Context,
  onChange: () => void,
): Promise<void> {
  if (one.stream === true && context.method === 'HEAD') {
    context.status = 200;
    return;
  }
  const input = {
    path: one.parameters === undefined ? undefined : checked(one.parameters, 'path', context['params']),
    query: one.query === undefined ? undefined : checked(one.query, 'query', { ...context.query }),
    body: one.body === undefined ? undefined : await bodyOf(one, one.body, context),
  };
  const answer = await one.handle(controlled, input, context);
  if (one.method !== 'GET') onChange();
  if (one.stream === true) return;
  if (one.answer === undefined) {
    context.status = 204;
    return;
  }
  context.status = one.status ?? 200;
  context.type = 'application/json';
  context.body = JSON.stringify(answer);
}

async function bodyOf({ bodyIsOptional, bodyLimit }: Route, schema: z.ZodType, context: Context) {
  const body = await readJson(context, bodyLimit);
  return checked(schema, 'body', body === undefined && bodyIsOptional === true ? {} : body);
}

/** What no route took, the router has given a status without a body. */
function refuseUnknown(context: Context): void {
  if (context.respond === false || context.body !== undefined || context.status < 400) return;
  if (context.status === 404) {
    throw new Problem(404, `There is nothing at ${context.path}: see ${BASE_PATH}/openapi.json.`);
  }
  const allowed = context.response.get('allow');
  throw new Problem(context.status, `${context.method} is not possible here. Allowed: ${allowed}.`);
}

function answerProblem(context: Context, error: unknown, log: (line: string) => void): void {
  const known = problemOf(error);
  if (known === undefined) log(`internal error of the control plane: ${String(error)}`);
  const { status, message, headers, errors } =
    known ?? new Problem(500, 'A bug of the mock; its log says more.');
  context.status = status;
  context.set(headers);
  context.type = 'application/problem+json';
  context.body = JSON.stringify(details(status, message, errors));
}
