import { Trouble } from '../../types.ts';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.discovery-outage',
  title: 'Takes an outage for a server without metadata, and guesses its endpoints',
  alter: (parts) => ({
    fetchFirst: (session, urls, ...rest) =>
      parts.fetchFirst(session, urls, ...rest).catch((error: unknown) => {
        if (error instanceof Trouble && error.message.includes('503')) return undefined;
        throw error;
      }),
  }),
} satisfies Defect;
