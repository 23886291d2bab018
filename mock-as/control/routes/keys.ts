import { z } from 'zod';
import { text } from '../../schemas.ts';
import { notFound, Problem } from '../problem.ts';
import { route, type Controlled } from '../route.ts';
import { key, publicJwk } from '../schemas.ts';

const made = z.object({ kid: z.string() });
const parameters = z.object({ kid: text });

export const keyRoutes = [
  route({
    method: 'GET',
    path: '/keys',
    id: 'keys.list',
    summary: 'The signing keys, the one that signs first',
    answer: z.object({ keys: z.array(key) }),
    handle: ({ mock }) => ({ keys: mock.keys.list() }),
  }),
  route({
    method: 'POST',
    path: '/keys',
    id: 'keys.add',
    summary: 'Add a key that does not sign yet',
    body: z.strictObject({ published: z.boolean().optional() }),
    bodyIsOptional: true,
    status: 201,
    answer: made,
    handle: ({ mock }, { body }) =>
      mock.keys.add(body.published === undefined ? {} : { published: body.published }),
  }),
  route({
    method: 'POST',
    path: '/keys/rotate',
    id: 'keys.rotate',
    summary: 'Let another key sign: a new one, or the added one that `to` names',
    body: z.strictObject({
      keepOld: z.boolean().optional().describe('Whether the old one stays published; true by default.'),
      to: text.optional(),
    }),
    bodyIsOptional: true,
    answer: made,
    failures: { 404: 'There is no such key.' },
    handle: async ({ mock }, { body }) => {
      const { keepOld = true, to } = body;
      if (to === undefined) return mock.keys.rotate({ keepOld });
      requireKey(mock, to);
      return mock.keys.rotate({ keepOld, to });
    },
  }),
  route({
    method: 'POST',
    path: '/keys/{kid}/retire',
    id: 'keys.retire',
    summary: 'Take a former key off the JWKS',
    parameters,
    failures: { 404: 'There is no such key on the JWKS.', 409: 'The key signs.' },
    handle: ({ mock }, { path: { kid } }) => {
      const known = requireKey(mock, kid);
      if (known.signing) throw new Problem(409, `The key ${kid} signs: rotate the keys before retiring it.`);
      if (!mock.keys.retire(kid)) throw notFound('published key', kid);
    },
  }),
  route({
    method: 'GET',
    path: '/jwks',
    id: 'jwks',
    summary: 'The published public keys',
    answer: z.object({ keys: z.array(publicJwk) }),
    handle: ({ mock }) => mock.jwks(),
  }),
  route({
    method: 'GET',
    path: '/unpublished-jwk',
    id: 'unpublishedJwk',
    summary: 'The public half of the key that was never published',
    answer: publicJwk,
    handle: ({ mock }) => mock.unpublishedJwk(),
  }),
];

function requireKey(mock: Controlled['mock'], kid: string) {
  const known = mock.keys.list().find((one) => one.kid === kid);
  if (known === undefined) throw notFound('key', kid);
  return known;
}
