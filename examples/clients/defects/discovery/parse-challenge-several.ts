import type { Defect } from '../../parts.ts';

/** A server may offer other schemes beside Bearer, and before it. */
export default {
  breaks: 'client.discovery.parse-challenge',
  title: 'Only a field that begins with Bearer is read',
  alter: (parts) => ({
    readChallenge: (field) => (/^bearer /i.test(field ?? '') ? parts.readChallenge(field) : {}),
  }),
} satisfies Defect;
