import type { Defect } from '../../parts.ts';

/** The document as it was first made, by endpoint: a file that outlives the process. */
const files = new Map<string, Record<string, unknown>>();

/** The document was written once, and the new configuration does not touch it. */
export default {
  breaks: 'server.stale-client.authorization-server-change-announced',
  title: 'The metadata goes on naming the first authorization server',
  alter: (parts) => ({
    protectedResourceMetadata: (setup) => {
      const { endpointUrl } = setup.settings;
      const file = files.get(endpointUrl) ?? parts.protectedResourceMetadata(setup);
      files.set(endpointUrl, file);
      return file;
    },
  }),
} satisfies Defect;
