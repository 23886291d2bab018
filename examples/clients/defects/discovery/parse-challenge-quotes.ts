import type { Defect } from '../../parts.ts';

/** The first text that looks like the parameter is taken for it. */
export default {
  breaks: 'client.discovery.parse-challenge',
  title: 'resource_metadata is found within the quotes of another parameter, too',
  alter: (parts) => ({
    readChallenge(field) {
      const found = /resource_metadata\s*=\s*"?([^\s",\\]+)/i.exec(field ?? '')?.[1];
      return {
        ...parts.readChallenge(field),
        ...(found === undefined ? {} : { resource_metadata: found }),
      };
    },
  }),
} satisfies Defect;
