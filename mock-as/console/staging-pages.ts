import { choices, switches } from '../behaviour.ts';
import { endpoints } from '../environment.ts';
import { modes } from '../outage.ts';
import type { OutageMode, OutageRecord } from '../outage.ts';
import { userChoices } from './inventory-pages.ts';
import type { Scene } from './scene.ts';
import { clockTime, isoSeconds, span } from './words.ts';

const modeTitles: Readonly<Record<OutageMode, string>> = {
  refused: 'nothing listens; for every endpoint only',
  reset: 'the connection is reset',
  hang: 'never answers',
  'slow-body': 'a byte now and then, without end',
  '500': 'internal error',
  '503': 'unavailable, with Retry-After',
  '429': 'too many requests, with Retry-After',
  '401': 'refuses the caller’s own credentials',
  html: 'a web page instead of JSON',
  'empty-key-set': 'a key set without keys',
  latency: 'the true answer, but late',
  'truncated-json': 'the true answer cut in half',
  'wrong-content-type': 'the true answer as text/html',
  'foreign-issuer': 'metadata that names another issuer',
};

/** `503 on jwks, token`. */
export function outageTitle({ mode, endpoint = 'all' }: OutageRecord): string {
  return `${mode} on ${endpoint === 'all' ? 'every endpoint' : [endpoint].flat().join(', ')}`;
}

function limitsOf({ times, probability, duration, delay }: OutageRecord): string {
  return [
    times === undefined ? '' : `at most ${times}`,
    probability === undefined ? '' : `with probability ${probability}`,
    duration === undefined ? '' : `ends after ${span(duration)}`,
    delay === undefined ? '' : `${delay} ms late`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** How far the clock is off: `1 h ahead`; empty when it is right. */
export function clockOffset(offset: number): string {
  return offset === 0 ? '' : `${span(offset)} ${offset > 0 ? 'ahead' : 'behind'}`;
}

/** The model of `faults`. */
export function faultsPage({ mock }: Scene): object {
  return {
    modes: modes.map((name) => ({ name, title: modeTitles[name] })),
    endpoints,
    outages: mock.outages.list().map((outage) => ({
      id: outage.id,
      title: outageTitle(outage),
      affected: outage.affected,
      since: clockTime(outage.startedAt).slice(0, 8),
      limits: limitsOf(outage),
    })),
    clock: {
      now: isoSeconds(mock.clock.now()),
      offset: clockOffset(mock.clock.offset),
      steps: [
        ['+1 minute', 60],
        ['+10 minutes', 600],
        ['+1 hour', 3_600],
        ['+1 day', 86_400],
      ],
    },
  };
}

/** `dynamicRegistration` as `Dynamic registration`. */
function titleOf(name: string): string {
  const words = name
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(/\b(?:jwks|id|api)\b/g, (word) => word.toUpperCase())
    .replace('openid', 'OpenID');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The model of `settings`. */
export function settingsPage({ mock }: Scene): object {
  const settings = mock.settings();
  const chosen = { ...choices, approval: ['automatic', 'interactive'] } as const;
  return {
    profile: settings.profile,
    subject: settings.subject,
    users: userChoices(mock),
    choices: (Object.keys(chosen) as (keyof typeof chosen)[]).map((name) => ({
      name,
      title: titleOf(name),
      words: chosen[name],
      value: settings[name],
    })),
    switches: switches.map((name) => ({ name, title: titleOf(name), value: settings[name] })),
    resources: mock.resources.list().map((resource) => ({
      ...resource,
      url: resource.url ?? '',
      scopes: resource.scopes.join(' '),
      authorizationServers: (resource.authorizationServers ?? []).join(' '),
    })),
  };
}
