/** What programs use of this package: run a suite, look up a requirement, render a report. */
import { startClientSite } from './cli/client-site.ts';
import type { Report } from './harness/contract.ts';
import { runClientSuite as runOn, type ClientRunOptions as RunOptions } from './harness/run-client.ts';

export {
  runAuthorizationServerSuite,
  type AuthorizationServerRunOptions,
} from './harness/run-authorization-server.ts';
export { runServerSuite, type ServerRunOptions } from './harness/run-server.ts';
export { defineConfig } from './cli/config.ts';
export type * from './cli/config.ts';
export { loadCatalogue, levelOf, type Catalogue } from './harness/catalogue.ts';
export { VERSION } from './harness/version.ts';
export { reporters, renderTerminal } from './reports/index.ts';
export { reportSchema, reportJsonSchema } from './reports/schema.ts';
export type * from './harness/contract.ts';

/** The MCP server that the client is launched at is the reference server, unless `startServer` brings another. */
export type ClientRunOptions = Omit<RunOptions, 'startServer'> & Partial<Pick<RunOptions, 'startServer'>>;

/**
 * Runs the client suite and gives the report, also when the client does nothing.
 *
 * The client is a `command`, run by a shell with the URL of an MCP server as its last argument and told the rest by the
 * environment (MCP_CONFORMANCE_SCENARIO, _CHECK, _CONTEXT, _PROTOCOL_VERSION, _STORAGE); or a function in this process,
 * `inProcess`, which is given the same and resolves with an exit code. It is launched some hundred times.
 *
 * @throws only when this machine fails, such as when no port can be opened; what the client does stands in the report.
 */
export function runClientSuite(options: ClientRunOptions): Promise<Report> {
  return runOn({ startServer: startClientSite, ...options });
}
