import type { Defect } from '../../parts.ts';

/** The scope of an array is that of its method, and an array has none. */
export default {
  breaks: 'server.security.batch-no-bypass',
  title: 'The calls in an array need no scope',
  alter: (parts) => ({
    batchTrouble: () => undefined,
    missingScopes: (body, access, setup) =>
      Array.isArray(body) ? undefined : parts.missingScopes(body, access, setup),
    messageToServe: (body) => (Array.isArray(body) ? (body as unknown[])[0] : body),
  }),
} satisfies Defect;
