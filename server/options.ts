import { z } from 'zod';

/** Path of the MCP endpoint. */
export const ENDPOINT_PATH = '/web-search/mcp';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** True for a host name that only this machine reaches. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK_HOSTS.includes(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
}

const isSecureUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
};
const URL_RULE = 'must be an https URL without a query or fragment; http is allowed on loopback only';
const secureUrl = z.string().refine((text) => isSecureUrl(text) && !/[?#]/.test(text), URL_RULE);

const resource = secureUrl.refine(
  (text) => ['/', ENDPOINT_PATH].includes(new URL(text).pathname),
  `must be the URL of the MCP endpoint, which ends in ${ENDPOINT_PATH}, or its bare origin`,
);

const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin such as https://app.example.com or http://localhost:6274, without a path and a trailing slash',
  );

const optionsSchema = z
  .strictObject({
    /** `https://<environment>.scalekit.com` */
    scalekitEnvironmentUrl: secureUrl,
    /** URL of the MCP endpoint, or its origin, as registered at Scalekit. Left out: the URL that is listened on. */
    resourceIdentifier: resource.optional(),
    /** `res_…`; Scalekit's issuer for this resource is `<environment>/resources/<id>`. */
    scalekitResourceId: z
      .string()
      .regex(/^res_[A-Za-z0-9_-]+$/, 'must be a Scalekit resource id such as res_123')
      .optional(),
    /** The issuer that the protected resource metadata lists. */
    authorizationServer: secureUrl.optional(),
    /** Values of `iss` that are trusted; several during a migration of one authorization server. */
    issuers: z.array(secureUrl).min(1, 'must name at least one issuer').optional(),
    port: z.number().int().min(0).max(65_535, 'must be a port number, 0 to 65535').default(10_000),
    host: z.string().min(1).default('127.0.0.1'),
    allowNonLoopback: z.boolean().default(false),
    /** Speaks https with this certificate and its key, PEM. */
    tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
    tokenValidation: z.enum(['jwt', 'introspection'], 'must be jwt or introspection').default('jwt'),
    /** Credentials for the introspection endpoint; without them it is asked anonymously. */
    clientId: z.string().min(1).optional(),
    clientSecret: z.string().min(1).optional(),
    /** Left out: read from the metadata of the authorization server. */
    jwksUri: secureUrl.optional(),
    /** Left out: read from the metadata, else `<environment>/oauth/introspect`. */
    introspectionUrl: secureUrl.optional(),
    /** How long one exchange with the authorization server may take, all its requests together, milliseconds. */
    upstreamTimeoutMs: z.number().int().positive().default(3_000),
    /** Pause between two fetches of the key set that unknown key ids ask for, milliseconds. */
    keyRefetchCooldownMs: z.number().int().nonnegative().default(1_000),
    /** Browser origins beside the server's own. */
    allowedOrigins: z.array(origin).default([]),
    tavilyApiKey: z.string().min(1).optional(),
    tavilyBaseUrl: secureUrl.optional(),
    /** The clock, milliseconds since 1970. */
    now: z.custom<() => number>((value) => typeof value === 'function').default(() => Date.now),
    /** Receives one entry a request and each warning; never a token. */
    log: z.custom<Log>((value) => typeof value === 'function').default(() => () => undefined),
  })
  .refine(({ host, allowNonLoopback }) => allowNonLoopback || isLoopbackHost(host), {
    path: ['host'],
    message:
      'is not a loopback address; everybody on the network could reach the server. Set ALLOW_NON_LOOPBACK=true (allowNonLoopback) if you want that',
  })
  .refine(({ clientId, clientSecret }) => clientSecret === undefined || clientId !== undefined, {
    path: ['clientId'],
    message: 'must accompany the client secret',
  });

export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  message: string;
  [detail: string]: string | number | undefined;
}
export type Log = (entry: LogEntry) => void;

export type ServerOptions = z.input<typeof optionsSchema>;
export type ParsedOptions = z.output<typeof optionsSchema>;

/** What was configured is unusable; the message names each variable, what is wrong and what is allowed. */
export class InvalidOptions extends Error {}

/** @throws InvalidOptions */
export function parseOptions(options: ServerOptions, nameOf = (option: string) => option): ParsedOptions {
  const result = optionsSchema.safeParse(options);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path: [option, ...rest], message, code, ...issue }) => {
    const name = [nameOf(String(option ?? 'options')), ...rest].join('.');
    const missing = code === 'invalid_type' && !Object.hasOwn(options, String(option));
    return `${name} ${missing && 'expected' in issue ? 'is missing; it must be set' : message}.`;
  });
  throw new InvalidOptions(lines.join('\n'));
}
