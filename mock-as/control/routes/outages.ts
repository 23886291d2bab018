import { z } from 'zod';
import type { OutageOptions } from '../../outage.ts';
import { notFound } from '../problem.ts';
import { route, type Controlled } from '../route.ts';
import { outage, outageRequest } from '../schemas.ts';

const parameters = z.object({ id: z.coerce.number().int() });
const failures = { 404: 'It has ended, or never began.' };

export const outageRoutes = [
  route({
    method: 'GET',
    path: '/outages',
    id: 'outages.list',
    summary: 'The outages that go on, oldest first',
    answer: z.object({ outages: z.array(outage) }),
    handle: ({ mock }) => ({ outages: mock.outages.list() }),
  }),
  route({
    method: 'POST',
    path: '/outages',
    id: 'outages.start',
    summary: 'Start an outage; the mode `latency` makes answers late',
    body: outageRequest,
    status: 201,
    answer: outage,
    handle: async ({ mock }, { body }) => {
      const stated = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      return find(mock, (await mock.outages.start(stated as unknown as OutageOptions)).id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/outages',
    id: 'outages.endAll',
    summary: 'End all outages',
    handle: ({ mock }) => mock.outages.endAll(),
  }),
  route({
    method: 'GET',
    path: '/outages/{id}',
    id: 'outages.find',
    summary: 'One outage that goes on',
    parameters,
    failures,
    answer: outage,
    handle: ({ mock }, { path: { id } }) => find(mock, id),
  }),
  route({
    method: 'DELETE',
    path: '/outages/{id}',
    id: 'outages.end',
    summary: 'End an outage; the answer tells how many requests it hit',
    parameters,
    failures,
    answer: outage,
    handle: async ({ mock }, { path: { id } }) => {
      const last = find(mock, id);
      await mock.outages.end(id);
      return last;
    },
  }),
];

function find(mock: Controlled['mock'], id: number) {
  const found = mock.outages.list().find((one) => one.id === id);
  if (found === undefined) throw notFound('outage', id);
  return found;
}
