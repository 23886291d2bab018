import type { Context } from 'koa';
import type { z } from 'zod';
import type { MockAuthorizationServer } from '../mock.ts';
import type { Streams } from './event-stream.ts';
import type { TrafficFeed } from './traffic-feed.ts';
import type { Method } from './wire.ts';

/** What the control plane acts upon. */
export interface Controlled {
  readonly mock: MockAuthorizationServer;
  readonly feed: TrafficFeed;
  readonly streams: Streams;
}

/** One request that the control plane understands; the server and the OpenAPI document are made of these. */
export interface Route {
  readonly method: Method;
  /** Below the base path; `{name}` is a parameter. */
  readonly path: string;
  /** The name of the operation; where the in-process mock has it too, the same name. */
  readonly id: string;
  readonly summary: string;
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether a request may come without the body. */
  readonly bodyIsOptional?: true;
  /** Bytes; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Without it the answer is 204. */
  readonly answer?: z.ZodType;
  /** 200 by default, 204 without an answer. */
  readonly status?: 201;
  /** Answers with a stream of events instead. */
  readonly stream?: true;
  /** What other statuses mean, beside those that every request may get. */
  readonly failures?: Readonly<Record<number, string>>;
  handle(controlled: Controlled, input: Input, context: Context): unknown;
}

interface Input {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

interface Typed<Parameters, Query, Body> extends Omit<Route, 'parameters' | 'query' | 'body' | 'handle'> {
  readonly parameters?: Parameters;
  readonly query?: Query;
  readonly body?: Body;
  handle(
    controlled: Controlled,
    input: { path: Out<Parameters>; query: Out<Query>; body: Out<Body> },
    context: Context,
  ): unknown;
}

type Out<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A route whose handler sees its input as the schemas say. */
export function route<
  Parameters extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: Typed<Parameters, Query, Body>): Route {
  // The server hands over nothing that these very schemas have not checked.
  return definition as unknown as Route;
}
