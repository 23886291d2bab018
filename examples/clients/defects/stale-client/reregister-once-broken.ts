import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

const NONE = 'none';

/** An outage of an hour becomes one for ever. */
export default {
  breaks: 'client.stale-client.reregister-once',
  title: 'A server whose registration failed once is never asked again',
  alter: (parts) => ({
    async registrationAt(session, server) {
      const { registrations } = session.storage.contents;
      if (registrations[server.issuer]?.id === NONE) throw new Trouble('There is no registration here.');
      try {
        return await parts.registrationAt(session, server);
      } catch (error) {
        registrations[server.issuer] = { id: NONE, method: 'none', origin: 'registered' };
        await session.storage.save();
        throw error;
      }
    },
  }),
} satisfies Defect;
