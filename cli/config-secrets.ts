/** Finds what looks like a secret in a config file, so that it is refused before it is used, logged or committed. */

type Path = readonly (string | number)[];

/** Text that is a secret wherever it stands. */
const TELLTALES: readonly RegExp[] = [
  // A JWT.
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:Bearer|Basic)\s+[\w~+/.-]{16,}={0,2}/i,
  // Of well-known issuers: GitHub, GitLab, Slack, Stripe, OpenAI, Anthropic, AWS, Google, Tavily; npm.
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|[rs]k_(?:live|test)_|sk-|AKIA|AIza|tvly-)[\w-]{12,}/,
  /\bnpm_[A-Za-z0-9]{30,}/,
  // User and password in a URL.
  /\b[a-z][\w+.-]*:\/\/[^\s/:@]*:(?![${])[^\s/@]+@/i,
  /[?&#](?:access_token|token|client_secret|api_?key|password)=(?![${])[^&\s]+/i,
  // In a command, as a flag or as a variable before it.
  /(?:^|\s)--?[\w-]*(?:token|secret|password|api-?key)[=\s]["']?(?![${"'\s-])\S{6,}/i,
  /(?:^|\s)\w*(?:TOKEN|SECRET|PASSWORD|API_?KEY)=["']?(?![${"'\s])\S{6,}/,
];

/** The name of a variable or of an argument that holds a secret. */
const SECRET_NAME =
  /(?:secret|token|passw(?:or)?d|passphrase|api_?key|access_?key|private_?key|credentials?)$/i;
const HARMLESS = /^(?:|true|false|yes|no|none|null|\d{1,4})$/i;
const PLACEHOLDER = /^\{[a-z_]+\}$/;

/** Paths of values that look like secrets. */
export function findSecrets(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return isSecret(value, path) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => findSecrets(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => findSecrets(one, [...path, key]));
}

function isSecret(text: string, path: Path): boolean {
  if (TELLTALES.some((telltale) => telltale.test(text))) return true;
  // Below these stand names of the user's own; elsewhere the schema knows which option is a secret.
  const [, , option, ...inner] = path;
  if (path[0] !== 'targets' || (option !== 'env' && option !== 'call')) return false;
  const name = inner.at(-1);
  if (name === 'env') return false;
  const named = typeof name === 'string' && SECRET_NAME.test(name);
  return named && !HARMLESS.test(text) && !PLACEHOLDER.test(text);
}
