import { z } from 'zod';
import { route, type Controlled } from '../route.ts';
import { clock, resource, settings, settingsChange, urls } from '../schemas.ts';

export const settingsRoutes = [
  route({
    method: 'GET',
    path: '/info',
    id: 'info',
    summary: 'Where the mock listens, what it plays, and the credentials of the confidential client',
    answer: z.object({
      urls,
      resource,
      client: z.object({ id: z.string(), secret: z.string() }),
      resources: z.array(z.object({ resource, urls })),
      profile: z.string(),
      tls: z.object({ caFile: z.string() }).optional(),
      settings,
      clock,
    }),
    handle: ({ mock }) => {
      const now = mock.settings();
      return {
        urls: mock.urls,
        resource: mock.resource,
        client: mock.client,
        resources: mock.resources.list().map((one) => ({ resource: one, urls: mock.urlsOf(one.id) })),
        profile: now.profile,
        ...(mock.tls === undefined ? {} : { tls: { caFile: mock.tls.caFile } }),
        settings: now,
        clock: clockOf(mock),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/settings',
    id: 'settings',
    summary: 'The settings as they are now',
    answer: settings,
    handle: ({ mock }) => mock.settings(),
  }),
  route({
    method: 'PATCH',
    path: '/settings',
    id: 'configure',
    summary: 'Change settings: the issuer for a migration, who is logged in, and so on',
    body: settingsChange,
    answer: settings,
    handle: ({ mock }, { body }) => {
      const change = Object.fromEntries(
        Object.entries(body).flatMap(([name, value]) => {
          if (value === undefined) return [];
          return [[name, name === 'keySetMaxAge' ? (value ?? undefined) : value]];
        }),
      );
      mock.configure(change);
      return mock.settings();
    },
  }),
  route({
    method: 'GET',
    path: '/clock',
    id: 'clock',
    summary: 'The time as the mock sees it',
    answer: clock,
    handle: ({ mock }) => clockOf(mock),
  }),
  route({
    method: 'PUT',
    path: '/clock',
    id: 'clock.set',
    summary: 'Set the clock to a point of time, from where it goes on',
    body: z.strictObject({
      now: z
        .union([z.iso.datetime({ offset: true }), z.number()])
        .describe('Date and time (RFC 3339), or milliseconds since 1970.'),
    }),
    answer: clock,
    handle: ({ mock }, { body }) => {
      mock.clock.set(body.now);
      return clockOf(mock);
    },
  }),
  route({
    method: 'POST',
    path: '/clock/advance',
    id: 'clock.advance',
    summary: 'Move the clock, back when the seconds are negative',
    body: z.strictObject({ seconds: z.number() }),
    answer: clock,
    handle: ({ mock }, { body }) => {
      mock.clock.advance(body.seconds);
      return clockOf(mock);
    },
  }),
  route({
    method: 'DELETE',
    path: '/clock',
    id: 'clock.reset',
    summary: "Back to the machine's time",
    answer: clock,
    handle: ({ mock }) => {
      mock.clock.reset();
      return clockOf(mock);
    },
  }),
];

function clockOf({ clock: { now, offset } }: Controlled['mock']) {
  return { now: now(), offset };
}
