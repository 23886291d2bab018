import { isIP } from 'node:net';
import { requireBehaviour } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { identifier } from './identifiers.ts';
import type { MockAuthorizationServerOptions } from './options.ts';
import { requirePeople } from './people.ts';
import { isProfileName, profileNames, profiles } from './profiles/index.ts';
import type { ProfileName } from './profiles/index.ts';

type Defaulted = 'host' | 'port' | 'approval' | 'subject' | 'random' | 'log';

/** The options with every default filled in; what a profile decides can be changed while the mock runs. */
export interface Settings extends Behaviour, Required<Pick<MockAuthorizationServerOptions, Defaulted>> {
  profile: ProfileName;
  fetchClientMetadata: MockAuthorizationServerOptions['fetchClientMetadata'];
  alter: MockAuthorizationServerOptions['alter'];
  keySetMaxAge: number | undefined;
}

/** Fills in the defaults; throws when an option cannot be used, saying which and why. */
export function resolveSettings(options: MockAuthorizationServerOptions): Settings {
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? (() => undefined);
  requireUsableHost(host, options.allowNonLoopback ?? false, log);
  const port = options.port ?? 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The mock authorization server cannot listen on port ${port}: give 0 to 65535.`);
  }
  if (options.resource !== undefined && options.resources !== undefined) {
    throw new Error('Give either resource or resources.');
  }
  if (options.resources?.length === 0) throw new Error('resources is empty: list at least one MCP server.');
  requirePeople(options.users ?? [], options.organizations ?? []);
  const profile = options.profile ?? 'scalekit';
  return {
    ...behaviourOf(profile, options),
    profile,
    host,
    port,
    log,
    approval: options.approval ?? 'automatic',
    subject: options.subject ?? options.users?.[0]?.id ?? identifier('usr'),
    random: options.random ?? Math.random,
    fetchClientMetadata: options.fetchClientMetadata,
    alter: options.alter,
    keySetMaxAge: options.keySetMaxAge,
  };
}

/** The settings of a profile, with those laid over that are given. */
export function behaviourOf(profile: string, given: Partial<Behaviour>): Behaviour {
  if (!isProfileName(profile)) {
    throw new Error(`There is no profile ${JSON.stringify(profile)}: give ${profileNames.join(', ')}.`);
  }
  requireBehaviour(given);
  const names = Object.keys(profiles[profile]) as (keyof Behaviour)[];
  const stated = names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]);
  return { ...profiles[profile], ...(Object.fromEntries(stated) as Partial<Behaviour>) };
}

/** Whether only this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function requireUsableHost(host: string, allowed: boolean, log: (line: string) => void): void {
  if (isLoopback(host)) return;
  if (!allowed) {
    throw new Error(
      `The mock authorization server would listen on ${host}, where other machines reach it. ` +
        'It hands out tokens to anybody; set allowNonLoopback (--allow-non-loopback) to do it all the same.',
    );
  }
  log(`warning: listening on ${host}: other machines can get tokens from this mock authorization server`);
}

const approvals: readonly string[] = ['automatic', 'interactive'];

/** Changes settings of a running mock; throws before anything changes when one cannot be so. */
export function configure(
  settings: Settings,
  change: Partial<Behaviour & Pick<Settings, 'approval' | 'subject' | 'keySetMaxAge'>>,
): void {
  const { approval, subject, keySetMaxAge, ...behaviour } = change;
  const unknown = Object.keys(behaviour).find((name) => !Object.hasOwn(profiles.scalekit, name));
  if (unknown !== undefined) throw new Error(`There is no setting ${unknown}.`);
  requireBehaviour(behaviour);
  if (approval !== undefined && !approvals.includes(approval)) {
    throw new Error(`approval cannot be ${JSON.stringify(approval)}: give "automatic" or "interactive".`);
  }
  const stated = Object.entries<unknown>(behaviour).filter(([, value]) => value !== undefined);
  Object.assign(settings, Object.fromEntries(stated));
  if (approval !== undefined) settings.approval = approval;
  if (subject !== undefined) settings.subject = subject;
  if ('keySetMaxAge' in change) settings.keySetMaxAge = keySetMaxAge;
}
