import { z } from 'zod';
import { text } from '../../schemas.ts';
import { notFound } from '../problem.ts';
import { route } from '../route.ts';
import { client } from '../schemas.ts';

const parameters = z.object({ id: text.describe('The client id, percent-encoded where it is a URL.') });
const failures = { 404: 'The mock never knew such a client.' };

export const clientRoutes = [
  route({
    method: 'GET',
    path: '/clients',
    id: 'clients.list',
    summary: 'The clients, oldest first; forgotten ones too',
    answer: z.object({ clients: z.array(client) }),
    handle: ({ mock }) => ({ clients: mock.clients.list() }),
  }),
  route({
    method: 'GET',
    path: '/clients/{id}',
    id: 'clients.find',
    summary: 'One client',
    parameters,
    failures,
    answer: client,
    handle: ({ mock }, { path: { id } }) => {
      const found = mock.clients.find(id);
      if (found === undefined) throw notFound('client', id);
      return found;
    },
  }),
  route({
    method: 'POST',
    path: '/clients/{id}/forget',
    id: 'clients.forget',
    summary: 'Make a client stale: the mock no longer knows it, and its tokens are inactive',
    parameters,
    failures,
    handle: ({ mock }, { path: { id } }) => {
      if (mock.clients.forget(id)) return;
      // A refusal leaves nothing behind, not even the note that nobody was forgotten.
      mock.clients.restore(id);
      throw notFound('client', id);
    },
  }),
  route({
    method: 'POST',
    path: '/clients/{id}/restore',
    id: 'clients.restore',
    summary: 'Know a forgotten client again, with the tokens that it had',
    parameters,
    failures: { 404: 'No such client was forgotten.' },
    handle: ({ mock }, { path: { id } }) => {
      if (!mock.clients.restore(id)) throw notFound('forgotten client', id);
    },
  }),
];
