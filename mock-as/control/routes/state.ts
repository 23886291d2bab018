import { route } from '../route.ts';
import { state } from '../schemas.ts';

/** Fifty thousand tokens and what belongs to them, bytes. */
const STATE_LIMIT = 256 * 1024 * 1024;

export const stateRoutes = [
  route({
    method: 'GET',
    path: '/state',
    id: 'state',
    summary: 'Everything that the mock knows, secrets and private keys included; not the traffic',
    answer: state,
    handle: ({ mock }) => mock.state(),
  }),
  route({
    method: 'PUT',
    path: '/state',
    id: 'loadState',
    summary: 'Put a saved state in the place of everything',
    body: state,
    bodyLimit: STATE_LIMIT,
    handle: ({ mock }, { body }) => mock.loadState(body),
  }),
  route({
    method: 'POST',
    path: '/reset',
    id: 'reset',
    summary: 'Back to how it was right after the start',
    handle: ({ mock }) => mock.reset(),
  }),
];
