/** The shapes of what goes over the control plane. */
import { z } from 'zod';
import { endpoints } from '../environment.ts';
import { mintTemplates } from '../mint-templates.ts';
import type { MintTemplate } from '../mint-templates.ts';
import { modes } from '../outage.ts';
import { behaviour, claims, organization, resourceOptions, text, user } from '../schemas.ts';

/** The schemas that have a name in the OpenAPI document. */
export const components = new Map<z.ZodType, string>();

function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  components.set(schema, id);
  return schema;
}

const strings = z.array(z.string());
const milliseconds = z.number().describe('Milliseconds since 1970, by the clock of the mock.');

export const problem = named(
  'Problem',
  z
    .object({
      title: z.string(),
      status: z.number().int(),
      detail: z.string(),
      errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
    })
    .describe('RFC 9457. `errors` names each member of the request that is wrong.'),
);

const templateNames = Object.keys(mintTemplates) as [MintTemplate, ...MintTemplate[]];

const mintKey = z.union([
  z.enum(['current', 'previous', 'unpublished', 'public-as-secret']),
  z.strictObject({ kid: text }).describe('One of the keys of the mock, published or not.'),
  z.looseObject({ kty: text }).describe('Any private or symmetric key as JWK (RFC 7517).'),
]);

const signature = z.union([
  z.enum(['valid', 'none', 'tampered']),
  z.strictObject({ value: z.string() }).describe('This very signature, base64url.'),
  z.strictObject({ over: z.string() }).describe('The key signs this text instead of the signing input.'),
]);

/** `MintOptions` as JSON, which knows no `undefined`: the members to leave out are listed. */
export const mintRequest = named(
  'MintRequest',
  z.strictObject({
    template: z.enum(templateNames).optional(),
    resource: text.optional().describe('Id or URL of the MCP server that it is for; the first by default.'),
    subject: z.string().optional(),
    clientId: z.string().optional(),
    scopes: strings.optional(),
    audience: z.union([z.string(), strings, z.null()]).optional().describe('null leaves `aud` out.'),
    issuer: z.string().optional(),
    expiresIn: z.number().optional().describe('Seconds from now; negative for an expired token.'),
    notBefore: z.number().optional().describe('NumericDate.'),
    notBeforeIn: z.number().optional().describe('Seconds from now.'),
    issuedAt: z.number().optional().describe('NumericDate.'),
    claims: claims.optional().describe('Laid over the claims.'),
    omitClaims: strings.optional().describe('Claims to leave out.'),
    header: claims.optional().describe('Laid over the JOSE header.'),
    omitHeader: strings.optional().describe('Members of the JOSE header to leave out.'),
    payload: z.string().optional().describe('The payload as it is, instead of all claims.'),
    key: mintKey.optional(),
    algorithm: text.optional(),
    signature: signature.optional(),
    active: z.boolean().optional().describe('What introspection says of it, whatever the facts are.'),
  }),
);

export const token = named(
  'Token',
  z.object({
    token: z.string(),
    claims,
    clientId: z.string(),
    issuedAt: z.number(),
    active: z.boolean(),
    revoked: z.boolean(),
    origin: z.enum(['flow', 'minted']),
    grantId: z.string().optional(),
    template: z.string().optional(),
  }),
);

export const grant = named(
  'Grant',
  z.object({
    id: z.string(),
    subject: z.string(),
    clientId: z.string(),
    clientName: z.string().optional(),
    scopes: strings,
    grantedAt: z.number(),
    expiresAt: z.number(),
  }),
);

export const client = named(
  'Client',
  z.object({
    id: z.string(),
    kind: z.enum(['confidential', 'registered', 'metadata-document', 'machine', 'minted']),
    name: z.string().optional(),
    resourceId: z.string().optional(),
    redirectUris: strings,
    confidential: z.boolean(),
    forgotten: z.boolean(),
    since: milliseconds,
    lastSeen: milliseconds.optional(),
  }),
);

export const key = named(
  'Key',
  z.object({ kid: z.string(), algorithm: z.string(), signing: z.boolean(), published: z.boolean() }),
);

export const publicJwk = named(
  'PublicJwk',
  z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string() }),
);

const endpoint = z.enum(endpoints);

const outageMembers = {
  mode: z.enum(modes),
  endpoint: z.union([z.literal('all'), endpoint, z.array(endpoint).min(1)]).optional(),
  retryAfter: z.number().int().min(0).optional().describe('Seconds in Retry-After of 503 and 429.'),
  times: z.number().int().min(1).optional().describe('Only the next so many requests.'),
  probability: z.number().min(0).max(1).optional(),
  duration: z.number().positive().max(86_400).optional().describe('Seconds after which it ends by itself.'),
  delay: z
    .number()
    .min(0)
    .max(600_000)
    .optional()
    .describe('Milliseconds that `latency` holds a request back.'),
};

export const outageRequest = named('OutageRequest', z.strictObject(outageMembers));

export const outage = named(
  'Outage',
  z.object({
    ...outageMembers,
    id: z.number().int(),
    affected: z.number().int().describe('Requests that it hit so far.'),
    startedAt: z.number().describe('Milliseconds since 1970.'),
  }),
);

named('User', user);
named('Organization', organization);
named('ResourceOptions', resourceOptions);

/** What of a resource may be changed; null takes a member away. */
export const resourceChange = named(
  'ResourceChange',
  z.strictObject(
    Object.fromEntries(
      Object.entries(resourceOptions.shape)
        .filter(([name]) => name !== 'id')
        .map(([name, schema]) => [name, schema.nullable()]),
    ),
  ),
);

export const resource = named(
  'Resource',
  z.object({
    id: z.string(),
    url: z.string().optional(),
    name: z.string(),
    description: z.string(),
    scopes: strings.describe('The names of the enabled scopes.'),
    allScopes: z.array(
      z.object({ id: z.string(), name: z.string(), description: z.string(), enabled: z.boolean() }),
    ),
    accessTokenLifetime: z.number(),
    refreshTokenLifetime: z.number(),
    documentation: z.string().optional(),
    dynamicRegistration: z.boolean(),
    clientIdMetadataDocuments: z.boolean(),
    audience: z.union([z.string(), strings]).optional(),
    authorizationServers: strings.optional(),
    crossAppAccess: z.boolean(),
    createdAt: milliseconds,
    updatedAt: milliseconds,
  }),
);

export const urls = named(
  'Urls',
  z.object({
    environment: z.url(),
    issuer: z.url(),
    authorization: z.url(),
    token: z.url(),
    jwks: z.url(),
    introspection: z.url(),
    registration: z.url(),
    revocation: z.url(),
  }),
);

/** The settings that may be changed while the mock runs; null lets the key set say nothing about its age. */
export const settingsChange = named(
  'SettingsChange',
  z.strictObject({ ...behaviour, keySetMaxAge: behaviour.keySetMaxAge.nullable() }),
);

export const settings = named('Settings', z.looseObject({ profile: z.string() }));

export const clock = named(
  'Clock',
  z.object({
    now: milliseconds,
    offset: z.number().int().describe('Seconds that it is ahead of the machine.'),
  }),
);

const lines = z.array(z.tuple([z.string(), z.string()]));

export const exchange = named(
  'Exchange',
  z
    .object({
      id: z.number().int(),
      sequence: z.number().int().describe('Counts the exchanges in the order in which they ended.'),
      endpoint: z.union([endpoint, z.literal('other')]),
      request: z.object({ method: z.string(), target: z.string(), headers: lines, body: z.string() }),
      response: z.object({ status: z.number().int(), headers: lines, body: z.string() }).optional(),
      outcome: z.enum(['answered', 'aborted']),
      outage: z.enum(modes).optional(),
      startedAt: z.number(),
      durationMs: z.number(),
    })
    .describe('Raw: secrets stand in it.'),
);

export const state = named('State', z.looseObject({ version: z.literal(1) }));
