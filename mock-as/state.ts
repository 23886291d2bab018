import { requireBehaviour } from './behaviour.ts';
import type { ClientsState } from './clients.ts';
import type { Environment } from './environment.ts';
import type { KeyRingState } from './keys.ts';
import type { LedgerState } from './ledger.ts';
import type { ChangeableSettings } from './mock.ts';
import type { PeopleState } from './people.ts';
import type { ProtectedResource } from './resources.ts';
import type { StoreState } from './store.ts';
import { profiles } from './profiles/index.ts';
import type { ProfileName } from './profiles/index.ts';

/** Everything that a mock knows, as plain JSON. Secrets and private keys stand in it. */
export interface MockState {
  version: 1;
  /** Where the mock listened; tokens name it as their issuer. */
  environment: string;
  profile: ProfileName;
  settings: ChangeableSettings;
  /** Seconds that the clock is ahead. */
  clockOffset: number;
  identity: { tokenClient: string; client: { id: string; secret: string }; cookieKey: string };
  resources: ProtectedResource[];
  people: PeopleState;
  keys: KeyRingState;
  clients: ClientsState;
  tokens: LedgerState;
  /** What oidc-provider keeps: registrations, grants, codes, refresh tokens, sessions. */
  records: StoreState;
}

/** The settings that may change while the mock runs. */
export function changeableSettings({ settings }: Environment): ChangeableSettings {
  const names = Object.keys(profiles[settings.profile]) as (keyof ChangeableSettings)[];
  return Object.fromEntries(
    [...names, 'approval' as const, 'subject' as const, 'keySetMaxAge' as const].map((name) => [
      name,
      settings[name],
    ]),
  ) as unknown as ChangeableSettings;
}

/** The state of a mock; nothing in it is shared with the mock. */
export function dumpState(environment: Environment): MockState {
  const { settings, base, clock, identity, resources, people, keys, clients, tokens, store } = environment;
  const state: MockState = {
    version: 1,
    environment: base,
    profile: settings.profile,
    settings: changeableSettings(environment),
    clockOffset: clock.offset,
    identity: { ...identity },
    resources: resources.dump(),
    people: people.dump(),
    keys: keys.dump(),
    clients: clients.dump(),
    tokens: tokens.dump(),
    records: store.dump(),
  };
  // Through JSON once, so that a state is the same whether it was saved or not.
  return JSON.parse(JSON.stringify(state)) as MockState;
}

/** Puts a state in the place of everything; throws before anything changes when it cannot be so. */
export function restoreState(environment: Environment, given: MockState): void {
  const state = structuredClone(given);
  const { settings, base, clock, identity } = environment;
  requireBehaviour(state.settings);
  // Before all else, for they may turn out to be unreadable.
  environment.keys.load(state.keys);
  if (state.environment !== base) {
    settings.log(
      `warning: the state is of ${state.environment}, and this mock listens on ${base}: the tokens in it name an issuer that nobody answers for`,
    );
  }
  settings.profile = state.profile;
  Object.assign(settings, { keySetMaxAge: undefined }, state.settings);
  clock.reset();
  clock.advance(state.clockOffset);
  Object.assign(identity, state.identity);
  environment.people.load(state.people);
  environment.clients.load(state.clients);
  environment.tokens.load(state.tokens);
  environment.store.load(state.records);
  environment.resources.load(state.resources);
}
