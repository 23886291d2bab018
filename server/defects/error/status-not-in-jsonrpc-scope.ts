import type { Defect } from '../../parts.ts';

/** The permission is thought a matter of the protocol above. */
export default {
  breaks: 'server.error.status-not-in-jsonrpc',
  entails: ['server.scope.insufficient-403'],
  title: 'A missing scope is a JSON-RPC error inside a 200',
  alter: (parts) => ({
    statusOf: (problem) => (problem.kind === 'insufficient-scope' ? 200 : parts.statusOf(problem)),
    refusalBody: (problem, setup) =>
      problem.kind === 'insufficient-scope'
        ? { jsonrpc: '2.0', id: null, error: { code: -32_001, message: parts.describe(problem) } }
        : parts.refusalBody(problem, setup),
  }),
} satisfies Defect;
