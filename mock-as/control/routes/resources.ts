import { z } from 'zod';
import type { ResourceOptions } from '../../options.ts';
import { resourceOptions, text } from '../../schemas.ts';
import { notFound, Problem } from '../problem.ts';
import { route, type Controlled } from '../route.ts';
import { resource, resourceChange, urls } from '../schemas.ts';

const parameters = z.object({ id: text });
const failures = { 404: 'There is no such resource.' };

export const resourceRoutes = [
  route({
    method: 'GET',
    path: '/resources',
    id: 'resources.list',
    summary: 'The MCP servers, in the order they came',
    answer: z.object({ resources: z.array(resource) }),
    handle: ({ mock }) => ({ resources: mock.resources.list() }),
  }),
  route({
    method: 'POST',
    path: '/resources',
    id: 'resources.add',
    summary: 'Add an MCP server',
    body: resourceOptions,
    status: 201,
    answer: resource,
    failures: { 409: 'There is a resource with that id already.' },
    handle: ({ mock }, { body }) => {
      if (body.id !== undefined && mock.resources.find(body.id) !== undefined) {
        throw new Problem(409, `There is a resource ${body.id} already.`);
      }
      return mock.resources.add(body as ResourceOptions);
    },
  }),
  route({
    method: 'GET',
    path: '/resources/{id}',
    id: 'resources.find',
    summary: 'One MCP server',
    parameters,
    failures,
    answer: resource,
    handle: ({ mock }, { path: { id } }) => find(mock, id),
  }),
  route({
    method: 'PATCH',
    path: '/resources/{id}',
    id: 'resources.update',
    summary: 'Change an MCP server, its authorization servers for a migration for instance',
    parameters,
    failures,
    body: resourceChange,
    answer: resource,
    handle: ({ mock }, { path: { id }, body }) => {
      find(mock, id);
      return mock.resources.update(id, body);
    },
  }),
  route({
    method: 'DELETE',
    path: '/resources/{id}',
    id: 'resources.remove',
    summary: 'Remove an MCP server; the last one stays',
    parameters,
    failures: { ...failures, 409: 'It is the last one.' },
    handle: ({ mock }, { path: { id } }) => {
      find(mock, id);
      if (mock.resources.list().length === 1) {
        throw new Problem(409, `The resource ${id} is the last one: add another before removing it.`);
      }
      mock.resources.remove(id);
    },
  }),
  route({
    method: 'GET',
    path: '/resources/{id}/urls',
    id: 'urlsOf',
    summary: 'The endpoints that serve an MCP server',
    parameters,
    failures,
    answer: urls,
    handle: ({ mock }, { path: { id } }) => mock.urlsOf(find(mock, id).id),
  }),
  route({
    method: 'GET',
    path: '/resources/{id}/metadata',
    id: 'protectedResourceMetadata',
    summary: 'The protected resource metadata (RFC 9728 §2) that the MCP server is to serve',
    parameters,
    failures,
    answer: z.looseObject({}),
    handle: ({ mock }, { path: { id } }) => mock.protectedResourceMetadata(find(mock, id).id),
  }),
  route({
    method: 'PUT',
    path: '/resource-url',
    id: 'setResource',
    summary: 'Set the URL of the first MCP server; a reset keeps it',
    body: z.strictObject({ url: text }),
    handle: ({ mock }, { body }) => mock.setResource(body.url),
  }),
];

function find(mock: Controlled['mock'], id: string) {
  const found = mock.resources.find(id);
  if (found === undefined) throw notFound('resource', id);
  return found;
}
