import type { KeyControls } from '../../controls.ts';
import type { MockAuthorizationServer, MockUrls } from '../../mock.ts';
import type { MintOptions } from '../../mint.ts';
import type { People } from '../../people.ts';
import type { ProtectedResource, Resources } from '../../resources.ts';
import type { NumberedEntry } from '../wire.ts';
import { createCaller } from './call.ts';
import {
  clientControls,
  clockControls,
  grantControls,
  keyControls,
  outageControls,
  peopleControls,
  resourceControls,
  tokenControls,
  trafficControls,
} from './controls.ts';
import { mintRemotely } from './mint.ts';

export { ControlFailure } from './call.ts';
export type { ControlFailureReason } from './call.ts';

/** The same methods, each of which takes its time. */
type Remote<Local> = {
  readonly [Name in keyof Local]: Local[Name] extends (...given: infer Given) => infer Gives
    ? (...given: Given) => Promise<Awaited<Gives>>
    : never;
};

type Direct =
  | 'mint'
  | 'jwks'
  | 'unpublishedJwk'
  | 'outage'
  | 'rotateKeys'
  | 'retireKey'
  | 'setKeySetMaxAge'
  | 'forgetClient'
  | 'revoke'
  | 'urlsOf'
  | 'setResource'
  | 'protectedResourceMetadata'
  | 'settings'
  | 'configure'
  | 'state'
  | 'loadState'
  | 'saveState'
  | 'reset';

/** What there is to know of a mock at once. */
export interface ControlInfo {
  readonly urls: MockUrls;
  /** The first one. */
  readonly resource: ProtectedResource;
  /** The confidential client. */
  readonly client: { readonly id: string; readonly secret: string };
  readonly resources: readonly { readonly resource: ProtectedResource; readonly urls: MockUrls }[];
  readonly profile: string;
  /** The file with the certificate of the authority to trust, where the mock speaks https. */
  readonly tls?: { readonly caFile: string };
  readonly settings: ReturnType<MockAuthorizationServer['settings']>;
  /** Milliseconds since 1970, and seconds that it is ahead of the machine. */
  readonly clock: { readonly now: number; readonly offset: number };
}

/**
 * A mock in another process, with the names that it has in this one. Every method may throw a `ControlFailure`. An
 * outage knows how many requests it hit as of its end, or of the last look by `outages.list`.
 */
export interface ControlClient extends Remote<Pick<MockAuthorizationServer, Direct>> {
  readonly url: string;
  info(): Promise<ControlInfo>;
  readonly clients: Remote<MockAuthorizationServer['clients']>;
  readonly tokens: Remote<MockAuthorizationServer['tokens']>;
  readonly grants: Remote<MockAuthorizationServer['grants']>;
  readonly keys: Remote<KeyControls>;
  readonly outages: Remote<MockAuthorizationServer['outages']>;
  readonly resources: Remote<Omit<Resources, 'dump' | 'load' | 'named'>>;
  readonly people: Remote<Omit<People, 'dump' | 'load' | 'organization' | 'claimsOf'>>;
  readonly clock: Remote<Omit<MockAuthorizationServer['clock'], 'offset'>> & { offset(): Promise<number> };
  readonly traffic: {
    /** Oldest first; with `since`, what ended after the exchange with that sequence number. */
    list(options?: { since?: number; limit?: number }): Promise<NumberedEntry[]>;
    clear(): Promise<void>;
    /**
     * Calls the listener for each exchange that ends from now on. The promise settles once none is missed any more; its
     * value stops it. It comes back by itself when the connection breaks.
     */
    onEntry(listener: (entry: NumberedEntry) => void): Promise<() => void>;
  };
}

/**
 * The control plane of a running mock.
 *
 * @param url As the mock printed it at its start; the origin will do.
 * @throws ControlFailure when the URL is none of this machine's.
 */
export function createControlClient(url: string, secret: string): ControlClient {
  const caller = createCaller(url, secret);
  const { call } = caller;
  const keys = keyControls(caller);
  const outages = outageControls(caller);
  const tokens = tokenControls(caller);
  const clients = clientControls(caller);
  const info = () => call<ControlInfo>('GET', '/info');
  return {
    url: caller.url,
    info,
    clients,
    tokens,
    grants: grantControls(caller),
    keys,
    outages,
    resources: resourceControls(caller),
    people: peopleControls(caller),
    clock: clockControls(caller),
    traffic: trafficControls(caller),
    mint: (options?: MintOptions) => mintRemotely(caller, options),
    jwks: () => call('GET', '/jwks'),
    unpublishedJwk: () => call('GET', '/unpublished-jwk'),
    outage: outages.start,
    rotateKeys: (options) => keys.rotate(options),
    retireKey: (kid) => keys.retire(kid),
    setKeySetMaxAge: (seconds) => call('PATCH', '/settings', { body: { keySetMaxAge: seconds ?? null } }),
    forgetClient: (id) => clients.forget(id),
    revoke: async (token) => {
      if (!(await tokens.revoke(token))) throw new Error('This mock did not issue the token to revoke.');
    },
    urlsOf: (id) => call('GET', `/resources/${encodeURIComponent(id)}/urls`),
    setResource: (resource) => call('PUT', '/resource-url', { body: { url: resource } }),
    protectedResourceMetadata: async (id) => {
      const wanted = id ?? (await info()).resource.id;
      return call('GET', `/resources/${encodeURIComponent(wanted)}/metadata`);
    },
    settings: () => call('GET', '/settings'),
    configure: async (change) => {
      const unset = 'keySetMaxAge' in change && change.keySetMaxAge === undefined;
      await call('PATCH', '/settings', { body: { ...change, ...(unset ? { keySetMaxAge: null } : {}) } });
    },
    state: () => call('GET', '/state'),
    loadState: (state) => call('PUT', '/state', { body: state }),
    saveState: async (path) => {
      const { writeStateFile } = await import('../../state-file.ts');
      await writeStateFile(path, await call('GET', '/state'));
    },
    reset: () => call('POST', '/reset'),
  };
}
