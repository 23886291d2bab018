import type { Setup } from '../types.ts';
import type { FetchedKeys } from './key-source.ts';
import { fetchJson, outage, outageOf, timeLimit } from './upstream.ts';

/** Fetches the key set: from the configured place, else from the one that the metadata names. */
export async function fetchKeySet(setup: Setup): Promise<FetchedKeys> {
  const signal = timeLimit(setup.settings.upstreamTimeoutMs);
  const place = await placeOfKeys(setup, signal);
  if (typeof place !== 'string') return place;
  const answer = await fetchJson(place, {
    signal,
    headers: { accept: 'application/jwk-set+json, application/json' },
  });
  if (answer.kind === 'unverifiable') return answer;
  if (answer.status !== 200) return outageOf(place, answer);
  const keys = setup.parts.usableKeys(answer.body);
  // An authorization server that can sign has a key; a set without one is a fault there and no verdict on tokens.
  if (keys === undefined || keys.length === 0) return outage(`${place} holds no usable key`);
  return { kind: 'key-set', keys, maxAgeSeconds: maxAgeOf(answer.headers) };
}

async function placeOfKeys(setup: Setup, signal: AbortSignal) {
  if (setup.settings.jwksUri !== undefined) return setup.settings.jwksUri;
  const discovered = await setup.parts.discover(setup, signal);
  if (discovered.kind === 'unverifiable') return discovered;
  const place = discovered.metadata['jwks_uri'];
  return typeof place === 'string' && URL.canParse(place) ? place : outage('the metadata names no jwks_uri');
}

/** `max-age` of RFC 9111 §5.2.2.1, seconds. */
function maxAgeOf(headers: Headers): number | undefined {
  const control = headers.get('cache-control') ?? '';
  if (/\bno-(?:store|cache)\b/i.test(control)) return undefined;
  const seconds = /\bmax-age="?(\d{1,9})/i.exec(control)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
