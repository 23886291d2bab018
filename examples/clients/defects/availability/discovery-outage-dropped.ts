import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.discovery-outage',
  title: 'Throws its tokens away when there is no metadata for the moment',
  alter: (parts) => ({
    discover: (session, challenge) =>
      parts.discover(session, challenge).catch(async (error: unknown) => {
        session.storage.contents.tokens = {};
        await session.storage.save();
        throw error;
      }),
  }),
} satisfies Defect;
