import type { Defect } from '../../parts.ts';

/** RFC 9110 §11.2 compares names of parameters without regard to case. */
export default {
  breaks: 'client.discovery.parse-challenge',
  title: 'resource_metadata is found in small letters only',
  alter: (parts) => ({
    readChallenge(field) {
      const { resource_metadata: named, ...rest } = parts.readChallenge(field);
      return named !== undefined && /resource_metadata="/.test(field ?? '')
        ? { ...rest, resource_metadata: named }
        : rest;
    },
  }),
} satisfies Defect;
