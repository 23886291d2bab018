import { z } from 'zod';
import { mintTemplates } from '../../mint-templates.ts';
import { text } from '../../schemas.ts';
import { mintOptions } from '../mint-options.ts';
import { notFound, Problem } from '../problem.ts';
import { route } from '../route.ts';
import { grant, mintRequest, token } from '../schemas.ts';

const named = z.strictObject({ token: text.describe('The token itself, or its `jti`.') });

export const tokenRoutes = [
  route({
    method: 'POST',
    path: '/mint',
    id: 'mint',
    summary: 'Make a token, good or bad in any way',
    body: mintRequest,
    bodyIsOptional: true,
    status: 201,
    answer: z.object({ token: z.string() }),
    handle: async ({ mock }, { body }) => {
      try {
        return { token: await mock.mint(mintOptions(body)) };
      } catch (error) {
        throw isOfNodeCrypto(error) ? unusableKey : error;
      }
    },
  }),
  route({
    method: 'GET',
    path: '/templates',
    id: 'templates',
    summary: 'The ready-made kinds of token',
    answer: z.object({
      templates: z.array(z.object({ name: z.string(), title: z.string(), good: z.boolean() })),
    }),
    handle: () => ({
      templates: Object.entries(mintTemplates).map(([name, { title, good = false }]) => ({
        name,
        title,
        good,
      })),
    }),
  }),
  route({
    method: 'GET',
    path: '/tokens',
    id: 'tokens.list',
    summary: 'The access tokens, oldest first',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).optional().describe('Only the newest.') }),
    answer: z.object({ tokens: z.array(token) }),
    handle: ({ mock }, { query: { limit = Infinity } }) => ({ tokens: mock.tokens.list().slice(-limit) }),
  }),
  route({
    method: 'POST',
    path: '/tokens/find',
    id: 'tokens.find',
    summary: 'One access token; it stands in the body, because addresses end up in logs',
    body: named,
    answer: token,
    failures: { 404: 'This mock did not make it.' },
    handle: ({ mock }, { body }) => {
      const found = mock.tokens.find(body.token);
      if (found === undefined) throw notFound('token', 'of that value or jti');
      return found;
    },
  }),
  route({
    method: 'POST',
    path: '/tokens/revoke',
    id: 'tokens.revoke',
    summary: 'Revoke an access token and the grant behind it',
    body: named,
    failures: { 404: 'This mock did not make it.' },
    handle: ({ mock }, { body }) => {
      if (!mock.tokens.revoke(body.token)) throw notFound('token', 'of that value or jti');
    },
  }),
  route({
    method: 'GET',
    path: '/grants',
    id: 'grants.list',
    summary: 'What people allowed clients, oldest first',
    answer: z.object({ grants: z.array(grant) }),
    handle: ({ mock }) => ({ grants: mock.grants.list() }),
  }),
  route({
    method: 'DELETE',
    path: '/grants/{id}',
    id: 'grants.revoke',
    summary: 'End a grant with its codes, access tokens and refresh tokens',
    parameters: z.object({ id: text }),
    failures: { 404: 'There is no such grant.' },
    handle: ({ mock }, { path: { id } }) => {
      if (!mock.grants.revoke(id)) throw notFound('grant', id);
    },
  }),
];

const unusable = 'it cannot be read as a private or symmetric key, or it does not go with the algorithm';
const unusableKey = new Problem(400, `key: ${unusable}.`, { errors: [{ field: 'key', detail: unusable }] });

function isOfNodeCrypto(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_');
}
