import type { Failure } from '../contract.ts';

/** Ends an exchange on our own decision; carries what is then recorded. */
export class Ended extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'Ended';
    this.failure = failure;
  }
}

type Kind = Failure['kind'];

const KINDS: [Kind, RegExp][] = [
  ['refused', /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ENETDOWN)$/],
  ['dns', /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/],
  [
    'tls',
    /^(ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|CERT_\w+|\w*_CERT\w*|\w*CERTIFICATE\w*|HOSTNAME_MISMATCH|CRL_\w+)$/,
  ],
  ['timeout', /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/],
  ['protocol', /^(HPE_\w+|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/],
  ['reset', /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/],
  ['aborted', /^(UND_ERR_ABORTED|UND_ERR_DESTROYED|UND_ERR_CLOSED|ABORT_ERR)$/],
];

/** What a person is told for a code; the code itself goes behind it. */
const MESSAGES: Record<Exclude<Kind, 'blocked' | 'other' | 'tls' | 'protocol'>, string> = {
  refused: 'Nothing accepts connections there',
  dns: 'The name does not resolve',
  timeout: 'No answer in time',
  reset: 'The connection was closed before the response was complete',
  aborted: 'The run was ended',
};

/** Makes a plain failure of whatever the socket, TLS, or the HTTP parser threw. Never holds a stack trace. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Ended) return error.failure;
  const cause = rootOf(error);
  const { code, message } = cause;
  // undici gives one code to a closed socket and to a response that no client may accept (100, unasked upgrade).
  const kind = isMalformed(message) ? 'protocol' : kindOf(code);
  if (kind === 'tls')
    return { kind, message: `TLS failed: ${cause.reason ?? firstLine(message)} (${code}).` };
  if (kind === 'protocol')
    return { kind, message: `The response is not valid HTTP: ${firstLine(message)}${hint(code)}.` };
  if (kind === 'other')
    return { kind, message: firstLine(message) || 'The request failed for an unknown reason.' };
  const where = cause.place === undefined ? '' : ` ${cause.place}`;
  return { kind, message: `${MESSAGES[kind]}: ${code}${where}.` };
}

function isMalformed(message: string): boolean {
  return /^bad (response|upgrade)$|does not match the HTTP\/1\.1 protocol/.test(message);
}

function kindOf(code: string): Exclude<Kind, 'blocked'> {
  const found = KINDS.find(([, pattern]) => pattern.test(code))?.[0];
  return found === undefined || found === 'blocked' ? 'other' : found;
}

function hint(code: string): string {
  return code === '' ? '' : ` (${code})`;
}

interface Root {
  code: string;
  message: string;
  /** OpenSSL's own words; its message is a line of file names and numbers. */
  reason?: string;
  /** Address and port, where they are known. */
  place?: string;
}

/** Happy eyeballs wraps one error an address; the first tells enough. */
function rootOf(error: unknown): Root {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const details = error as Error & { code?: unknown; reason?: unknown; address?: unknown; port?: unknown };
  const code = typeof details.code === 'string' ? details.code : '';
  if (code === '' && error.cause !== undefined) return rootOf(error.cause);
  const hasPlace = typeof details.address === 'string' && typeof details.port === 'number';
  return {
    code,
    message: error.message,
    ...(typeof details.reason === 'string' ? { reason: details.reason } : {}),
    ...(hasPlace ? { place: `${String(details.address)}:${String(details.port)}` } : {}),
  };
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim().replace(/\.$/, '');
}
