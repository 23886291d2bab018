import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { LRUCache } from 'lru-cache';
import { newest } from './newest.ts';

/** What oidc-provider stores, kept in memory: one store a mock, so that two never see each other's clients. */
export interface Store {
  adapter: AdapterFactory;
  saveClient(id: string, metadata: AdapterPayload): void;
  deleteClient(id: string): boolean;
  findClient(id: string): AdapterPayload | undefined;
  /** Deletes everything that came of one grant. */
  endGrant(grantId: string): void;
}

const kept = 20_000;

/** An empty store that keeps the newest 20,000 records of each kind. */
export function createStore(): Store {
  const models = new Map<string, LRUCache<string, AdapterPayload>>();
  const grants = newest<Set<string>>(kept);

  const modelOf = (name: string): LRUCache<string, AdapterPayload> => {
    const known = models.get(name);
    if (known !== undefined) return known;
    const fresh = newest<AdapterPayload>(kept);
    models.set(name, fresh);
    return fresh;
  };

  const endGrant = (grantId: string): void => {
    for (const member of grants.get(grantId) ?? []) {
      const separator = member.indexOf(':');
      modelOf(member.slice(0, separator)).delete(member.slice(separator + 1));
    }
    grants.delete(grantId);
  };

  const remember = (name: string, id: string, grantId: string): void => {
    const members = grants.get(grantId) ?? new Set();
    grants.set(grantId, members.add(`${name}:${id}`));
  };

  return {
    adapter: (name) => adapterOf(name, modelOf(name), { endGrant, remember }),
    saveClient: (id, metadata) => void modelOf('Client').set(id, metadata),
    deleteClient: (id) => modelOf('Client').delete(id),
    findClient: (id) => modelOf('Client').get(id),
    endGrant,
  };
}

interface GrantIndex {
  endGrant(grantId: string): void;
  remember(name: string, id: string, grantId: string): void;
}

/** oidc-provider's storage interface; what has expired is its own to notice, `ttl` only frees memory. */
function adapterOf(name: string, records: LRUCache<string, AdapterPayload>, grants: GrantIndex): Adapter {
  const findBy = (member: 'uid' | 'userCode', value: string): AdapterPayload | undefined =>
    [...records.values()].find((record) => record[member] === value);
  return {
    upsert: async (id, payload, expiresIn) => {
      records.set(id, payload, expiresIn === undefined ? {} : { ttl: expiresIn * 1000 });
      if (payload.grantId !== undefined) grants.remember(name, id, payload.grantId);
    },
    find: async (id) => records.get(id),
    findByUid: async (uid) => findBy('uid', uid),
    findByUserCode: async (userCode) => findBy('userCode', userCode),
    consume: async (id) => {
      const record = records.get(id);
      if (record !== undefined) record.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void records.delete(id),
    revokeByGrantId: async (grantId) => grants.endGrant(grantId),
  };
}
