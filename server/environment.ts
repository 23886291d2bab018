import { InvalidOptions, parseOptions, type ServerOptions } from './options.ts';

type Reader = (text: string, name: string) => unknown;

const text: Reader = (value) => value;
const list: Reader = (value) => value.split(/[\s,]+/).filter((item) => item !== '');
const whole: Reader = (value, name) => {
  if (!/^\d+$/.test(value)) throw new InvalidOptions(`${name} must be a whole number, not "${value}".`);
  return Number(value);
};
const flag: Reader = (value, name) => {
  if (!['true', 'false', '1', '0'].includes(value)) {
    throw new InvalidOptions(`${name} must be true or false, not "${value}".`);
  }
  return value === 'true' || value === '1';
};

/** Environment variable → option. */
const VARIABLES = {
  SCALEKIT_ENVIRONMENT_URL: ['scalekitEnvironmentUrl', text],
  RESOURCE_IDENTIFIER: ['resourceIdentifier', text],
  SCALEKIT_RESOURCE_ID: ['scalekitResourceId', text],
  AUTHORIZATION_SERVER: ['authorizationServer', text],
  TRUSTED_ISSUERS: ['issuers', list],
  PORT: ['port', whole],
  HOST: ['host', text],
  ALLOW_NON_LOOPBACK: ['allowNonLoopback', flag],
  TOKEN_VALIDATION: ['tokenValidation', text],
  SCALEKIT_CLIENT_ID: ['clientId', text],
  SCALEKIT_CLIENT_SECRET: ['clientSecret', text],
  JWKS_URI: ['jwksUri', text],
  INTROSPECTION_URL: ['introspectionUrl', text],
  UPSTREAM_TIMEOUT_MS: ['upstreamTimeoutMs', whole],
  KEY_REFETCH_COOLDOWN_MS: ['keyRefetchCooldownMs', whole],
  ALLOWED_ORIGINS: ['allowedOrigins', list],
  TAVILY_API_KEY: ['tavilyApiKey', text],
  TAVILY_BASE_URL: ['tavilyBaseUrl', text],
} as const satisfies Record<string, readonly [keyof ServerOptions, Reader]>;

/**
 * Reads the options from environment variables; an empty variable counts as unset.
 *
 * @throws InvalidOptions that names each variable, what is wrong and what is allowed.
 */
export function optionsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): ServerOptions {
  // The conformance lab names the issuer in a variable of its own; a deployment uses AUTHORIZATION_SERVER.
  const values = { AUTHORIZATION_SERVER: environment['MCP_CONFORMANCE_AUTH_SERVER_URL'], ...environment };
  const entries = Object.entries(VARIABLES).flatMap(([name, [option, read]]) => {
    const value = values[name as keyof typeof values]?.trim();
    return value === undefined || value === '' ? [] : [[option, read(value, name)] as const];
  });
  const options = Object.fromEntries(entries) as unknown as ServerOptions;
  parseOptions(options, variableOf);
  return options;
}

function variableOf(option: string): string {
  const found = Object.entries(VARIABLES).find(([, [name]]) => name === option);
  return found?.[0] ?? option;
}
