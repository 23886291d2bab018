import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { Problem } from './problem.ts';

/** The shortest secret that may be given; a fresh one has 43 characters. */
const SHORTEST = 16;

/** Throws when a secret cannot be sent as a bearer token (RFC 6750 §2.1) or is easily guessed. */
export function requireSecret(secret: string): void {
  if (secret.length >= SHORTEST && /^[\w\-.~+/]+=*$/.test(secret)) return;
  throw new Error(
    `The secret of the control plane must have at least ${SHORTEST} letters, digits or -._~+/ : leave it out to have one made.`,
  );
}

/**
 * Lets a request through or throws. The name it is asked by and the page it comes from are looked at first: a web page
 * that had its name resolve to 127.0.0.1 gets no further than that, whatever it knows.
 */
export function createGate(secret: string, port: number): (context: Context) => void {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const hosts = new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
  const expected = digest(secret);
  return (context) => {
    const { host, origin, authorization = '' } = context.headers;
    if (host === undefined || !hosts.has(host.toLowerCase())) {
      throw new Problem(421, 'The control plane answers to 127.0.0.1 and localhost with its port alone.');
    }
    if (origin !== undefined && ![...hosts].some((own) => origin === `http://${own}`)) {
      throw new Problem(403, 'Web pages of other origins may not use the control plane.');
    }
    const [, given] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    if (given === undefined) throw unauthorized('The secret of the control plane is missing', '');
    if (!timingSafeEqual(digest(given), expected)) {
      throw unauthorized('The secret of the control plane is another one', ', error="invalid_token"');
    }
  };
}

function unauthorized(what: string, error: string): Problem {
  const detail = `${what}: send what was printed at the start as "Authorization: Bearer …".`;
  return new Problem(401, detail, {
    headers: { 'WWW-Authenticate': `Bearer realm="mock authorization server, control plane"${error}` },
  });
}

/** Of equal length for whatever is compared. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
