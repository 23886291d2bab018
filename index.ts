/** What programs use of this package: run a suite, look up a requirement, render a report. */
export {
  runAuthorizationServerSuite,
  type AuthorizationServerRunOptions,
} from './harness/run-authorization-server.ts';
export { runServerSuite, type ServerRunOptions } from './harness/run-server.ts';
export { loadCatalogue, levelOf, type Catalogue } from './harness/catalogue.ts';
export { VERSION } from './harness/version.ts';
export { reporters, renderTerminal } from './reports/index.ts';
export { reportSchema, reportJsonSchema } from './reports/schema.ts';
export type * from './harness/contract.ts';
