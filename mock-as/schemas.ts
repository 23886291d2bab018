/** The shapes of what is declared to a mock, by a file or over the control plane. */
import { z } from 'zod';
import { choices, clientAuthenticationMethods, switches } from './behaviour.ts';

export const text = z.string().min(1);
const seconds = z.number().int().min(1);
export const claims = z.record(z.string(), z.unknown());

/** `ResourceOptions`. */
export const resourceOptions = z.strictObject({
  id: text.optional(),
  url: text.optional(),
  name: text.optional(),
  description: z.string().optional(),
  scopes: z
    .array(
      z.union([
        text,
        z.strictObject({ name: text, description: z.string().optional(), enabled: z.boolean().optional() }),
      ]),
    )
    .optional(),
  accessTokenLifetime: seconds.optional(),
  refreshTokenLifetime: seconds.optional(),
  documentation: text.optional(),
  dynamicRegistration: z.boolean().optional(),
  clientIdMetadataDocuments: z.boolean().optional(),
  audience: z.union([text, z.array(text)]).optional(),
  authorizationServers: z.array(text).optional(),
  crossAppAccess: z.boolean().optional(),
});

/** `User`. */
export const user = z.strictObject({
  id: text,
  email: text.optional(),
  name: text.optional(),
  organization: text.optional(),
  external_id: text.optional(),
  roles: z.array(text).optional(),
  permissions: z.array(text).optional(),
  custom_claims: claims.optional(),
});

/** `Organization`. */
export const organization = z.strictObject({ id: text, name: text.optional(), external_id: text.optional() });

const words = Object.fromEntries(
  Object.entries(choices).map(([name, known]) => [name, z.enum(known as readonly string[]).optional()]),
);
const onOff = Object.fromEntries(switches.map((name) => [name, z.boolean().optional()]));

/** The settings that a file may give and that may change while the mock runs. */
export const behaviour = {
  ...words,
  ...onOff,
  approval: z.enum(['automatic', 'interactive']).optional(),
  subject: text.optional(),
  keySetMaxAge: z.number().int().min(0).optional(),
  metadata: claims.optional(),
  clientAuthenticationMethods: z.array(z.enum(clientAuthenticationMethods)).min(1).optional(),
  authorizationCodeLifetime: seconds.optional(),
  cors: z.union([z.enum(['permissive', 'redirect-uris']), z.array(text)]).optional(),
};
