import type { MintOptions } from './mint.ts';

/** A kind of token. */
export interface TokenTemplate {
  /** What the token is, in a few words. */
  readonly title: string;
  /** Whether a sound MCP server accepts it. */
  readonly good?: true;
  readonly options: Omit<MintOptions, 'template'>;
}

const foreign = 'https://another-server.example/mcp';

const templates = {
  good: { title: 'A good token with every scope', good: true, options: {} },
  'no-scopes': { title: 'A good token without any scope', good: true, options: { scopes: [] } },
  'expires-soon': { title: 'A good token for ten seconds', good: true, options: { expiresIn: 10 } },
  expired: { title: 'Expired ten minutes ago', options: { expiresIn: -600 } },
  'no-expiry': { title: 'Without exp', options: { claims: { exp: undefined } } },
  'not-yet-valid': { title: 'Valid in ten minutes only', options: { notBeforeIn: 600 } },
  'wrong-audience': { title: 'For another MCP server', options: { audience: foreign } },
  'no-audience': { title: 'For nobody', options: { audience: null } },
  'wrong-issuer': {
    title: 'By another issuer, signed with our key',
    options: { issuer: 'https://issuer.example' },
  },
  'no-issuer': { title: 'Without iss', options: { claims: { iss: undefined } } },
  'no-subject': { title: 'Without sub', options: { claims: { sub: undefined } } },
  'other-key': { title: 'Signed with a key that was never published', options: { key: 'unpublished' } },
  'unknown-kid': {
    title: 'Names a key that there is not',
    options: { header: { kid: 'snk_00000000000000000' } },
  },
  'alg-none': { title: 'Unsigned: alg is none', options: { signature: 'none' } },
  'public-key-as-secret': {
    title: 'HS256 with the public key as the secret',
    options: { key: 'public-as-secret', algorithm: 'HS256' },
  },
  tampered: { title: 'One character of the signature is changed', options: { signature: 'tampered' } },
  'not-json': { title: 'The payload is no JSON', options: { payload: 'not JSON' } },
  'id-token': {
    title: 'An ID token: its audience is the client',
    options: {
      audience: 'm2m_00000000000000000',
      claims: { scope: undefined, scopes: undefined, nonce: 'n' },
    },
  },
  inactive: {
    title: 'Good by its looks, but introspection says that it was revoked',
    options: { active: false },
  },
} as const satisfies Record<string, TokenTemplate>;

export type MintTemplate = keyof typeof templates;

/** Tokens that one wants again and again: good ones, and one for each way to be bad. */
export const mintTemplates: Readonly<Record<MintTemplate, TokenTemplate>> = templates;
