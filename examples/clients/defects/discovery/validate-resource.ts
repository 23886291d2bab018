import type { Defect } from '../../parts.ts';

/** Any server can then send the user anywhere, and get a token for somebody else. */
export default {
  breaks: 'client.discovery.validate-resource',
  title: 'resource of the metadata is not looked at',
  alter: () => ({ isResourceOf: () => true }),
} satisfies Defect;
