import type { Defect } from '../../parts.ts';

/** Each server is told of the one before. */
export default {
  breaks: 'client.registration.separate-per-authorization-server',
  title: 'The registration at a new authorization server names the id that the former one has given out',
  alter: (parts) => ({
    clientMetadata(session) {
      const [former] = Object.values(session.storage.contents.registrations);
      const metadata = parts.clientMetadata(session);
      return former === undefined ? metadata : { ...metadata, software_id: former.id };
    },
  }),
} satisfies Defect;
