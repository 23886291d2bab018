import type { ClientRecord, GrantRecord, TokenRecord } from '../../controls.ts';
import type { KeyRecord } from '../../keys.ts';
import type { Outage, OutageOptions, OutageRecord } from '../../outage.ts';
import type { Organization, User } from '../../people.ts';
import type { ProtectedResource } from '../../resources.ts';
import type { NumberedEntry } from '../wire.ts';
import type { Caller } from './call.ts';
import { followTraffic } from './events.ts';
import type { ControlClient } from './index.ts';

/** A path below the base, each part of it escaped: a client id may be a URL. */
const at = (...parts: (string | number)[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');

export function clientControls({ call, find, done }: Caller): ControlClient['clients'] {
  return {
    list: async () => (await call<{ clients: ClientRecord[] }>('GET', '/clients')).clients,
    find: (id) => find('GET', at('clients', id)),
    forget: (id) => done('POST', at('clients', id, 'forget')),
    restore: (id) => done('POST', at('clients', id, 'restore')),
  };
}

export function tokenControls({ call, find, done }: Caller): ControlClient['tokens'] {
  return {
    list: async () => (await call<{ tokens: TokenRecord[] }>('GET', '/tokens')).tokens,
    find: (tokenOrId) => find('POST', '/tokens/find', { body: { token: tokenOrId } }),
    revoke: (tokenOrId) => done('POST', '/tokens/revoke', { body: { token: tokenOrId } }),
  };
}

export function grantControls({ call, done }: Caller): ControlClient['grants'] {
  return {
    list: async () => (await call<{ grants: GrantRecord[] }>('GET', '/grants')).grants,
    revoke: (id) => done('DELETE', at('grants', id)),
  };
}

export function keyControls({ call, done }: Caller): ControlClient['keys'] {
  return {
    list: async () => (await call<{ keys: KeyRecord[] }>('GET', '/keys')).keys,
    rotate: (options = {}) => call('POST', '/keys/rotate', { body: options }),
    add: (options = {}) => call('POST', '/keys', { body: options }),
    retire: (kid) => done('POST', at('keys', kid, 'retire')),
  };
}

export function outageControls({ call, find, done }: Caller): ControlClient['outages'] {
  const start = async (options: OutageOptions): Promise<Outage> => {
    const { id, mode, ...started } = await call<OutageRecord>('POST', '/outages', { body: options });
    let { affected } = started;
    const end = async (): Promise<void> => {
      affected = (await find<OutageRecord>('DELETE', at('outages', id)))?.affected ?? affected;
    };
    return {
      id,
      mode,
      get affected() {
        return affected;
      },
      end,
      [Symbol.asyncDispose]: end,
    };
  };
  return {
    start,
    list: async () => (await call<{ outages: OutageRecord[] }>('GET', '/outages')).outages,
    end: (id) => done('DELETE', at('outages', id)),
    endAll: () => call('DELETE', '/outages'),
  };
}

export function resourceControls({ call, find, done }: Caller): ControlClient['resources'] {
  const list = async (): Promise<readonly ProtectedResource[]> =>
    (await call<{ resources: ProtectedResource[] }>('GET', '/resources')).resources;
  return {
    list,
    find: (id) => find('GET', at('resources', id)),
    first: async () => {
      const [first] = await list();
      if (first === undefined) throw new Error('The mock has no resource: add one.');
      return first;
    },
    add: (options) => call('POST', '/resources', { body: options }),
    update: (id, change) => call('PATCH', at('resources', id), { body: change }),
    remove: (id) => done('DELETE', at('resources', id)),
  };
}

export function peopleControls({ call, find, done }: Caller): ControlClient['people'] {
  const users = async (): Promise<readonly User[]> => (await call<{ users: User[] }>('GET', '/users')).users;
  return {
    users,
    organizations: async () =>
      (await call<{ organizations: Organization[] }>('GET', '/organizations')).organizations,
    findUser: (id) => find('GET', at('users', id)),
    findByEmail: async (email) => {
      const wanted = email.trim().toLowerCase();
      return (await users()).find((user) => user.email?.toLowerCase() === wanted);
    },
    saveUser: ({ id, ...user }) => call('PUT', at('users', id), { body: user }),
    removeUser: (id) => done('DELETE', at('users', id)),
    saveOrganization: ({ id, ...organization }) =>
      call('PUT', at('organizations', id), { body: organization }),
    removeOrganization: (id) => done('DELETE', at('organizations', id)),
  };
}

export function clockControls({ call }: Caller): ControlClient['clock'] {
  const now = async (): Promise<{ now: number; offset: number }> => call('GET', '/clock');
  return {
    now: async () => (await now()).now,
    seconds: async () => Math.floor((await now()).now / 1000),
    offset: async () => (await now()).offset,
    set: (to) => call('PUT', '/clock', { body: { now: pointOf(to) } }),
    advance: (seconds) => call('POST', '/clock/advance', { body: { seconds } }),
    reset: () => call('DELETE', '/clock'),
  };
}

/** In this process a date may be written in more ways. */
function pointOf(to: Date | string | number): string | number {
  const point = new Date(to).getTime();
  return Number.isNaN(point) ? String(to) : point;
}

export function trafficControls(caller: Caller): ControlClient['traffic'] {
  const list = (query: { since?: number; limit?: number } = {}) =>
    caller.call<{ exchanges: NumberedEntry[]; last: number }>('GET', '/traffic', { query });
  return {
    list: async (options) => (await list(options)).exchanges,
    clear: () => caller.call('DELETE', '/traffic'),
    onEntry: async (listener) => followTraffic(caller, (await list({ limit: 1 })).last, listener),
  };
}
