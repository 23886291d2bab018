import { z } from 'zod';
import { positionOf } from '../event-stream.ts';
import { Problem } from '../problem.ts';
import { route } from '../route.ts';
import { exchange } from '../schemas.ts';

const position = z.coerce.number().int().min(0).optional();

export const trafficRoutes = [
  route({
    method: 'GET',
    path: '/traffic',
    id: 'traffic.list',
    summary: 'What reached the mock, oldest first, the newest 1,000; raw, with secrets',
    query: z.strictObject({
      since: position.describe('Only what ended after the exchange with that sequence number.'),
      limit: z.coerce.number().int().min(1).optional().describe('Only the first so many of these.'),
    }),
    answer: z.object({
      exchanges: z.array(exchange),
      last: z.number().int().describe('The sequence number of the newest exchange of all.'),
    }),
    handle: ({ feed }, { query }) => ({ exchanges: feed.list(query), last: feed.last }),
  }),
  route({
    method: 'DELETE',
    path: '/traffic',
    id: 'traffic.clear',
    summary: 'Forget the traffic',
    handle: ({ mock }) => mock.traffic.clear(),
  }),
  route({
    method: 'GET',
    path: '/traffic/events',
    id: 'traffic.onEntry',
    summary: 'The same as server-sent events: those kept, then each as it ends',
    query: z.strictObject({
      since: position.describe('As with /traffic; `Last-Event-ID` says the same and goes first.'),
    }),
    stream: true,
    failures: { 503: 'Too many streams are open.' },
    handle: ({ feed, streams }, { query }, context) => {
      const since = positionOf(context.get('last-event-id')) ?? query.since ?? 0;
      if (!streams.open(feed, context, since)) {
        throw new Problem(503, 'Too many streams are open: close one first.', {
          headers: { 'Retry-After': '5' },
        });
      }
    },
  }),
];
