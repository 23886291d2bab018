import type { Defect } from '../../parts.ts';

/** HTTP is taken for a mere envelope. */
export default {
  breaks: 'server.error.status-not-in-jsonrpc',
  entails: [
    'server.challenge.status-401',
    'server.token-validation.invalid-token-401',
    'server.token-validation.expired',
    'server.token-validation.other-scheme',
    'server.scope.insufficient-403',
    'server.security.oversized-header',
    'server.transport.delete-needs-token',
    'server.transport.get-needs-token',
    'server.transport.each-request-checked',
  ],
  title: 'Refusals are JSON-RPC errors inside a 200',
  alter: (parts) => ({
    statusOf: (problem) => (problem.kind === 'unverifiable' ? parts.statusOf(problem) : 200),
    refusalBody: (problem, setup) =>
      problem.kind === 'unverifiable'
        ? parts.refusalBody(problem, setup)
        : { jsonrpc: '2.0', id: null, error: { code: -32_001, message: parts.describe(problem) } },
  }),
} satisfies Defect;
