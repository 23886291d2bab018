/** What a config file says, `mcp-auth-conformance.config.{ts,js,mjs,json,yaml,yml}`. Types only, so that it costs nothing to import. */
import type { FailOn, Revision } from '../harness/contract.ts';
import type { AuthenticationMethod, RegistrationStrategy } from '../harness/oauth/client-authentication.ts';
import type { ProfileName } from '../mock-as/index.ts';
import type { ReporterName } from '../reports/index.ts';

/** Stands for the value of an environment variable: the only way to bring a secret. */
export interface EnvironmentReference {
  /** Name of the variable. */
  env: string;
}

/** A harmless tool call, for operations that need a scope or show what happens to the token. */
export interface CallSettings {
  tool: string;
  arguments?: Record<string, unknown>;
  /** What the token of this call must have. */
  scopes?: string[];
}

/** What every kind of target has: which checks run, what is written, what the gate asks for. Named as the flags are. */
export interface RunSettings {
  /** Revision of the specification to test against; the default `auto` finds out. */
  specVersion?: Revision | 'auto';
  /** Only the checks of these topics, such as `challenge`. */
  topic?: string[];
  /** Only these checks; `*` stands for anything. */
  check?: string[];
  /** How long one exchange (of a client: one launch) may take: milliseconds, or text such as `10s`. */
  timeout?: number | string;
  /** Apply the duties about https to loopback hosts too. */
  strictHttps?: boolean;
  /** Weakest duty whose violation ends in exit code 1; `must` by default. */
  failOn?: FailOn;
  /** YAML list of violations that are known, each with its reason. */
  expectedFailures?: string;
  /** An older report: fail only on violations that it does not have. */
  baseline?: string;
  /** How many percent of the checks must come to a judgement. */
  minCoverage?: number;
  /** The frozen set of checks that count, such as `2025-11-25@1`. */
  requirementSet?: string;
  /** Folder for the reports and logs of this target; by default a folder of its name in that of the run. */
  output?: string;
  /** Further reports, in that folder. */
  format?: ReporterName[];
  /** Further reports, each at a path of its own. */
  reporter?: Partial<Record<ReporterName, string>>;
  /** Where findings are shown in your repository: `[checks=]path[:line]`. */
  source?: string[];
  /** Show every check and all evidence. */
  verbose?: boolean;
}

/** What a command is started with; numbers and booleans become text. */
export type CommandEnvironment = Record<string, string | number | boolean | EnvironmentReference>;

/** How to get tokens where somebody has to log in. */
export interface LoginSettings {
  /** `auto` (follows redirects), `browser`, `client-credentials` (servers only), or the path of a script. */
  login?: string;
  /** Client that is registered at the authorization server. */
  clientId?: string | EnvironmentReference;
  clientSecret?: EnvironmentReference;
  /** How the client authenticates at the token endpoint. */
  clientAuth?: Exclude<AuthenticationMethod, 'private_key_jwt'>;
  /** Redirect URI that is registered for it. */
  redirectUri?: string;
  /** Scopes to ask for, with spaces between, instead of those that are advertised. */
  scope?: string;
  /** Also wait for codes and tokens to expire. */
  waitExpiry?: boolean;
}

/** An MCP server: as deployed, or in the lab when it has a `command` or a `lab`. */
export interface ServerTarget extends RunSettings, LoginSettings {
  role: 'server';
  /** URL of the MCP endpoint; `{port}` stands for a free port in the lab. */
  url: string | EnvironmentReference;
  /** Shell command that starts the server: tests it in the lab. */
  command?: string;
  env?: CommandEnvironment;
  /** What the mock authorization server poses as. */
  profile?: ProfileName;
  /** Access token that the server accepts. */
  token?: EnvironmentReference;
  /** Harmless tool calls. */
  call?: CallSettings[];
  /** The authorization server issues tokens for this server alone, so that they need not name an audience. */
  dedicatedIssuer?: boolean;
  /** How many of the server the lab runs side by side. */
  instances?: number;
  /** Let the lab speak https. */
  tls?: boolean;
  /** Also run what changes the state of a deployed server. */
  intrusive?: boolean;
  /** Control URL of a running `mock-as` that the running server trusts. */
  lab?: string | EnvironmentReference;
  labSecret?: EnvironmentReference;
  /** With a login: another resource of the same authorization server. */
  otherResource?: string;
  /** With a login: file that keeps registration and tokens for the next run. */
  credentials?: string;
}

/** An authorization server. */
export interface AuthorizationServerTarget extends RunSettings, LoginSettings {
  role: 'authorization-server';
  /** The issuer, exactly as its metadata has it. */
  url: string | EnvironmentReference;
  /** Shell command that starts it. */
  command?: string;
  env?: CommandEnvironment;
  /** Resource identifiers that it knows. */
  resource?: string[];
  /** How test clients get known. */
  registration?: RegistrationStrategy;
  /** `url=port`: public https URL that leads to this port, for documents of clients. */
  documentHost?: string;
  /** Also register clients and the like at a deployed authorization server. */
  intrusive?: boolean;
}

/** An MCP client that can be started by a command. */
export interface ClientTarget extends RunSettings {
  role: 'client';
  /** Shell command that starts the client; the URL of a server is appended. */
  command: string;
  env?: CommandEnvironment;
  /** Flag by which the client takes the folder where it stores things. */
  storageArg?: string;
}

export type TargetSettings = ServerTarget | AuthorizationServerTarget | ClientTarget;

/** The whole file. Paths and commands are as seen from its folder. */
export interface Config {
  /** The JSON Schema of this file, for editors. */
  $schema?: string;
  /** Folder for the merged report, and for a folder of each target; `./mcp-auth-report` by default. */
  output?: string;
  /** Further formats of the merged report. */
  format?: ReporterName[];
  /** The same, each at a path of its own. */
  reporter?: Partial<Record<ReporterName, string>>;
  /** The targets by name, in the order of running. */
  targets: Record<string, TargetSettings>;
}

/** Gives the config back: what editors complete and check it by. */
export function defineConfig(config: Config): Config {
  return config;
}
