import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';
import { newest, oldestFirst } from './newest.ts';

/** What oidc-provider stores, kept in memory: one store a mock, so that two never see each other's clients. */
export interface Store {
  adapter: AdapterFactory;
  saveClient(id: string, metadata: AdapterPayload): void;
  deleteClient(id: string): boolean;
  findClient(id: string): AdapterPayload | undefined;
  /** Whether a record is there and, by the mock's clock, not expired. */
  stands(model: string, id: string): boolean;
  destroy(model: string, id: string): void;
  /** The records of one kind, oldest first; their times are the mock's. */
  entries(model: string): [id: string, record: AdapterPayload][];
  /** Deletes a grant and everything that came of it; false when there was nothing. */
  endGrant(grantId: string): boolean;
  dump(): StoreState;
  load(state: StoreState): void;
}

/** The records by kind. */
export type StoreState = Record<string, [id: string, record: AdapterPayload][]>;

const kept = 20_000;

/** An empty store that keeps the newest 20,000 records of each kind. */
export function createStore(clock: Clock): Store {
  const models = new Map<string, LRUCache<string, AdapterPayload>>();
  const grants = newest<Set<string>>(kept);

  const modelOf = (name: string): LRUCache<string, AdapterPayload> => {
    const known = models.get(name);
    if (known !== undefined) return known;
    const fresh = newest<AdapterPayload>(kept, clock.now);
    models.set(name, fresh);
    return fresh;
  };

  const endGrant = (grantId: string): boolean => {
    const members = grants.get(grantId) ?? new Set();
    for (const member of members) {
      const separator = member.indexOf(':');
      modelOf(member.slice(0, separator)).delete(member.slice(separator + 1));
    }
    const isThere = modelOf('Grant').delete(grantId);
    return grants.delete(grantId) || isThere;
  };

  const save = (name: string, id: string, record: AdapterPayload): void => {
    const { exp, grantId } = record;
    modelOf(name).set(id, record, exp === undefined ? {} : { ttl: Math.max(exp * 1000 - clock.now(), 1) });
    if (grantId === undefined) return;
    const members = grants.get(grantId) ?? new Set();
    grants.set(grantId, members.add(`${name}:${id}`));
  };

  return {
    adapter: (name) => {
      const kept = handles.has(name) ? keptOfHandle : (record: AdapterPayload) => record;
      return adapterOf(modelOf(name), {
        clock,
        endGrant,
        save: (id, record) => save(name, id, kept(record)),
      });
    },
    saveClient: (id, metadata) => void modelOf('Client').set(id, metadata),
    deleteClient: (id) => modelOf('Client').delete(id),
    findClient: (id) => modelOf('Client').get(id),
    stands: (model, id) => {
      const record = modelOf(model).get(id);
      return record !== undefined && (record.exp ?? Infinity) > clock.seconds();
    },
    destroy: (model, id) => void modelOf(model).delete(id),
    entries: (model) => oldestFirst(modelOf(model)),
    endGrant,
    dump: () => {
      const filled = [...models].filter(([, records]) => records.size > 0);
      return Object.fromEntries(
        filled.map(([name, records]) => [name, structuredClone(oldestFirst(records))]),
      );
    },
    load: (state) => {
      for (const records of models.values()) records.clear();
      grants.clear();
      for (const [name, records] of Object.entries(state)) {
        for (const [id, record] of structuredClone(records)) save(name, id, record);
      }
    },
  };
}

/** What stands behind access tokens. oidc-provider makes them and never asks for them: the mock introspects itself. */
const handles: ReadonlySet<string> = new Set(['AccessToken', 'ClientCredentials']);

/** There are many of them, so only that much is kept as tells whether they stand. */
function keptOfHandle({ exp, grantId }: AdapterPayload): AdapterPayload {
  return { ...(exp === undefined ? {} : { exp }), ...(grantId === undefined ? {} : { grantId }) };
}

interface Shelf {
  clock: Clock;
  endGrant(grantId: string): void;
  save(id: string, record: AdapterPayload): void;
}

/**
 * oidc-provider's storage interface. It goes by the machine's clock and cannot be told another; so the records are
 * kept in the mock's time and handed to it in its own. A token that has expired in the mock's time is expired there.
 */
function adapterOf(records: LRUCache<string, AdapterPayload>, shelf: Shelf): Adapter {
  const { clock } = shelf;
  const findBy = (member: 'uid' | 'userCode', value: string): AdapterPayload | undefined => {
    const record = [...records.values()].find((candidate) => candidate[member] === value);
    return record === undefined ? undefined : shifted(record, -clock.offset);
  };
  return {
    upsert: async (id, payload) => shelf.save(id, shifted(payload, clock.offset)),
    find: async (id) => {
      const record = records.get(id);
      return record === undefined ? undefined : shifted(record, -clock.offset);
    },
    findByUid: async (uid) => findBy('uid', uid),
    findByUserCode: async (userCode) => findBy('userCode', userCode),
    consume: async (id) => {
      const record = records.get(id);
      if (record !== undefined) record.consumed = clock.seconds();
    },
    destroy: async (id) => void records.delete(id),
    revokeByGrantId: async (grantId) => shelf.endGrant(grantId),
  };
}

/** The members of oidc-provider's records that are points of time, seconds since 1970. */
const times = [
  'iat',
  'exp',
  'nbf',
  'iiat',
  'loginTs',
  'authTime',
  'client_id_issued_at',
  'client_secret_expires_at',
];

function shifted(record: AdapterPayload, seconds: number): AdapterPayload {
  if (seconds === 0) return record;
  const moved: AdapterPayload = { ...record };
  for (const name of times) {
    const value = record[name];
    // 0 stands for never (RFC 7591 §3.2.1).
    if (typeof value === 'number' && value !== 0) moved[name] = value + seconds;
  }
  return moved;
}
