import type { Defect } from '../../parts.ts';

/** Good enough for the server it was written against. */
export default {
  breaks: 'client.discovery.parse-challenge',
  title: 'resource_metadata is found only where it stands first',
  alter: (parts) => ({
    readChallenge(field) {
      const first = /^Bearer +resource_metadata="([^"]+)"/i.exec(field ?? '')?.[1];
      const others = Object.entries(parts.readChallenge(field)).filter(
        ([name]) => name !== 'resource_metadata',
      );
      return Object.fromEntries(first === undefined ? others : [...others, ['resource_metadata', first]]);
    },
  }),
} satisfies Defect;
