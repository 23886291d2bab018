import type { Defect } from '../../parts.ts';

/** Single quotes are no quotes in HTTP. */
export default {
  breaks: 'server.challenge.resource-metadata-quoted',
  title: 'resource_metadata stands in single quotes',
  alter: (parts) => ({
    formatChallenge: (parameters) =>
      parts.formatChallenge(parameters).replace(/resource_metadata="([^"]*)"/, "resource_metadata='$1'"),
  }),
} satisfies Defect;
