import { z } from 'zod';
import type { Route } from './route.ts';
import { components, problem } from './schemas.ts';

type Json = Record<string, unknown>;

/** What every request may be refused with. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: 'The secret is missing, or it is another one.',
  403: 'The request comes from a web page of another origin.',
  421: 'The Host header names another host.',
};
const WITH_INPUT = { 400: 'A member is wrong; `errors` names it.' };
const WITH_BODY = { 413: 'The body is too large.', 415: 'The body is not sent as JSON.' };

/** The OpenAPI 3.1 document of the routes. Its schemas are those that check the requests. */
export function openApiDocument(
  routes: readonly Route[],
  { base, version }: { base: string; version: string },
) {
  const names = namesOf(routes);
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const item = (paths[route.path] ??= {});
    item[route.method.toLowerCase()] = operation(route, names);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Control plane of the mock authorization server',
      version,
      description: 'Mints tokens, stages outages, rotates keys, forgets clients. Loopback only.',
    },
    servers: [{ url: base }],
    security: [{ secret: [] }],
    paths,
    components: {
      securitySchemes: {
        secret: { type: 'http', scheme: 'bearer', description: 'Printed when the mock starts.' },
      },
      schemas: schemasOf(names),
    },
  };
}

type Names = ReadonlyMap<z.ZodType, string>;

/** Every schema that goes over the wire; one without a name of its own is named after its operation. */
function namesOf(routes: readonly Route[]): Names {
  const names = new Map(components);
  const name = (schema: z.ZodType | undefined, id: string): void => {
    if (schema !== undefined && !names.has(schema)) names.set(schema, id);
  };
  for (const { id, body, answer } of routes) {
    name(body, `${id}.request`);
    name(answer, `${id}.answer`);
  }
  return names;
}

const address = (id: string): string => `#/components/schemas/${id}`;

function schemasOf(names: Names): Json {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: address, io: 'input' });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

function operation(route: Route, names: Names): Json {
  const { id, summary, body, bodyIsOptional } = route;
  const reference = (schema: z.ZodType): Json => ({ $ref: address(names.get(schema) ?? '') });
  const parameters = [...parametersOf('path', route.parameters), ...parametersOf('query', route.query)];
  return {
    operationId: id,
    summary,
    tags: [id.split('.', 1)[0]],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: bodyIsOptional !== true, content: json(reference(body)) } }),
    responses: { ...success(route, reference), ...failures(route, reference(problem)) },
  };
}

function success({ answer, status, stream }: Route, reference: (schema: z.ZodType) => Json): Json {
  if (stream === true) {
    return {
      200: { description: 'Events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    };
  }
  if (answer === undefined) return { 204: { description: 'Done' } };
  const content = json(reference(answer));
  return status === 201
    ? { 201: { description: 'Made', content } }
    : { 200: { description: 'Found', content } };
}

function failures({ failures: own, body, query, parameters }: Route, schema: Json): Json {
  const takesInput = body !== undefined || query !== undefined || parameters !== undefined;
  const all: Record<number, string> = {
    ...(takesInput ? WITH_INPUT : {}),
    ...(body === undefined ? {} : WITH_BODY),
    ...REFUSALS,
    ...own,
  };
  const content = { 'application/problem+json': { schema } };
  return Object.fromEntries(
    Object.entries(all).map(([status, description]) => [status, { description, content }]),
  );
}

function parametersOf(place: 'path' | 'query', shape: z.ZodObject | undefined): Json[] {
  return Object.entries(shape?.shape ?? {}).map(([name, schema]) => {
    const { description, ...described } = plain(z.toJSONSchema(schema, { io: 'output' }));
    return {
      name,
      in: place,
      required: place === 'path',
      ...(description === undefined ? {} : { description }),
      schema: described,
    };
  });
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });
/** Where a schema stands says what its dialect and its address are. */
function plain(schema: object): Json {
  const entries = Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id');
  return Object.fromEntries(entries);
}
