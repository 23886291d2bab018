import type { Setup, Unverifiable, Verification } from '../types.ts';
import { fetchJson, isObject, outage, outageOf, timeLimit, type JsonAnswer } from './upstream.ts';

/** Asks the authorization server about the token on each request, so a revoked one stops working at once (RFC 7662). */
export async function introspect(token: string, setup: Setup): Promise<Verification> {
  const signal = timeLimit(setup.settings.upstreamTimeoutMs);
  const url = await setup.parts.introspectionUrl(setup, signal);
  if (typeof url !== 'string') return url;
  const answer = await fetchJson(url, {
    method: 'POST',
    headers: { accept: 'application/json', ...authorizationOf(setup) },
    body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
    signal,
  });
  return setup.parts.readIntrospection(answer, url);
}

/** `active` decides, and only a boolean does; all else says nothing about the token (RFC 7662 §2.2, §2.3). */
export function readIntrospection(answer: JsonAnswer, url: string): Verification {
  if (answer.kind === 'unverifiable') return answer;
  if (answer.status !== 200) return outageOf(url, answer);
  if (!isObject(answer.body)) return outage('the introspection endpoint answered no JSON object');
  if (answer.body['active'] === true) return { kind: 'verified', claims: answer.body };
  if (answer.body['active'] === false) return { kind: 'invalid', reason: 'The access token is not active.' };
  return outage('the introspection endpoint did not say whether the token is active');
}

const METADATA_AGE_MS = 600_000;
const known = new WeakMap<Setup, { url: string; until: number }>();

/** Where to ask: as configured, else as the metadata says, which is not read again for each request. */
export async function introspectionUrl(setup: Setup, signal: AbortSignal): Promise<string | Unverifiable> {
  const { settings } = setup;
  if (settings.introspectionUrl !== undefined) return settings.introspectionUrl;
  const remembered = known.get(setup);
  if (remembered !== undefined && settings.now() < remembered.until) return remembered.url;
  const found = await discoveredUrl(setup, signal);
  // Only what was found is remembered: an outage must end by itself.
  if (typeof found === 'string') known.set(setup, { url: found, until: settings.now() + METADATA_AGE_MS });
  return found;
}

async function discoveredUrl(setup: Setup, signal: AbortSignal): Promise<string | Unverifiable> {
  const { settings } = setup;
  const discovered = await setup.parts.discover(setup, signal);
  if (discovered.kind === 'unverifiable') return discovered;
  const url = discovered.metadata['introspection_endpoint'];
  return typeof url === 'string' && URL.canParse(url)
    ? url
    : `${settings.scalekitEnvironmentUrl}/oauth/introspect`;
}

/** RFC 6749 §2.3.1: both parts form-encoded before they are joined. */
function authorizationOf({ settings: { clientId, clientSecret } }: Setup): Record<string, string> {
  if (clientId === undefined) return {};
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  const pair = `${encode(clientId)}:${encode(clientSecret ?? '')}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
