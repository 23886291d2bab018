/** The names by which a secret is told from everything else. */

/** Member and parameter names that hold a secret, without case, `-` and `_`; and what kind it is. */
const SECRET_NAMES = new Map(
  [
    'access_token',
    'refresh_token',
    'id_token',
    'id_token_hint',
    'logout_token',
    'subject_token',
    'actor_token',
    'token',
    'code',
    'code_verifier',
    'client_secret',
    'client_assertion',
    'assertion',
    'device_code',
    'user_code',
    'auth_req_id',
    'password',
    'registration_access_token',
    'initial_access_token',
    'api_key',
    'authorization',
    'cookie',
    'session_id',
    'mcp_session_id',
    'private_key',
    'secret',
    'session_token',
    'auth_token',
    'csrf_token',
    'saml_response',
    'passwd',
    'otp',
    'signing_key',
    'secret_key',
    'access_key',
  ].map((name) => [flat(name), name] as const),
);

/** Names that mean a secret also with a word before them: `SCALEKIT_CLIENT_SECRET`, `github-access-token`. */
const SUFFIXES = [
  'access_token',
  'refresh_token',
  'id_token',
  'session_token',
  'auth_token',
  'code_verifier',
  'client_secret',
  'client_assertion',
  'session_id',
  'password',
  'api_key',
  'private_key',
  'signing_key',
  'secret_key',
  'access_key',
  'secret',
].map((name) => name.replaceAll('_', '[-_]?'));
const PREFIXED = new RegExp(`[-_](${SUFFIXES.join('|')})$`, 'i');

function flat(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** The kind of secret that a member or parameter of this name holds, if any. */
export function secretKind(name: string): string | undefined {
  const known = SECRET_NAMES.get(flat(name));
  if (known !== undefined) return known;
  const [, suffix] = PREFIXED.exec(name) ?? [];
  return suffix === undefined ? undefined : SECRET_NAMES.get(flat(suffix));
}

/** The names, with or without `-` and `_`: a pattern for any name would swallow the members inside its value. */
const NAMES = [...SECRET_NAMES.values()].map((name) => name.replaceAll('_', '[-_]?')).join('|');
const NAME = `(${NAMES}|[\\w-]{1,40}[-_](?:${SUFFIXES.join('|')}))`;

/** A pattern in which `NAME` stands for any of the names; it takes a group. */
export function pattern(shape: RegExp): RegExp {
  return new RegExp(shape.source.replace('NAME', NAME), 'gi');
}
