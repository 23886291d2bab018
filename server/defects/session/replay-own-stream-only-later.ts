import type { Defect } from '../../parts.ts';

type Message = Parameters<
  ReturnType<Parameters<NonNullable<Defect['alter']>>[0]['eventLog']>['storeEvent']
>[1];

/** The right events come, and after them those of later calls. */
export default {
  breaks: 'server.session.replay-own-stream-only',
  title: 'A resumed stream brings what came later on other streams',
  style: 'sessions',
  alter: (parts) => ({
    eventLog: (owner) => {
      const log = parts.eventLog(owner);
      const stored: { id: string; message: Message }[] = [];
      return {
        ...log,
        storeEvent: async (stream, message) => {
          const id = await log.storeEvent(stream, message);
          stored.push({ id, message });
          return id;
        },
        replayEventsAfter: async (last, { send }) => {
          const later = stored.slice(stored.findIndex(({ id }) => id === last) + 1);
          for (const { id, message } of later) if (Object.keys(message).length > 0) await send(id, message);
          return (await log.getStreamIdForEventId?.(last)) ?? '';
        },
      };
    },
  }),
} satisfies Defect;
