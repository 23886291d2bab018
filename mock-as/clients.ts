import type { AdapterPayload } from 'oidc-provider';
import { newest, oldestFirst } from './newest.ts';

/** How a client came to be known. */
export type ClientKind =
  /** The mock's own, with a secret. */
  | 'confidential'
  /** By dynamic client registration. */
  | 'registered'
  /** By its Client ID Metadata Document. */
  | 'metadata-document'
  /** Made for a resource by the management API. */
  | 'machine'
  /** Only minted tokens name it. */
  | 'minted';

/** What is known of a client beside the metadata that oidc-provider keeps. */
export interface KnownClient {
  readonly kind: ClientKind;
  readonly name?: string;
  readonly description?: string;
  /** The MCP server that it was registered for. */
  readonly resourceId?: string;
  readonly scopes?: readonly string[];
  readonly audience?: readonly string[];
  /** Seconds that its tokens live. */
  readonly expiry?: number;
  readonly customClaims?: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970, by the mock's clock. */
  readonly since: number;
  readonly lastSeen?: number;
}

/** The clients that a mock has met, and those it no longer wants to know. */
export interface ClientDirectory {
  find(id: string): KnownClient | undefined;
  /** Every client that is or was known, oldest first. */
  entries(): [id: string, client: KnownClient][];
  save(id: string, client: KnownClient): void;
  /** Notes that the client was here. */
  seen(id: string, now: number, first: Omit<KnownClient, 'since'>): void;
  isForgotten(id: string): boolean;
  /** What was stored of a forgotten client. */
  stored(id: string): AdapterPayload | undefined;
  /** Keeps what was stored of the client, for `restore`. */
  forget(id: string, stored: AdapterPayload | undefined): void;
  /** What to store again; undefined when the client was not forgotten. */
  restore(id: string): { stored: AdapterPayload | undefined } | undefined;
  remove(id: string): void;
  dump(): ClientsState;
  load(state: ClientsState): void;
}

export interface ClientsState {
  known: [id: string, client: KnownClient][];
  forgotten: [id: string, stored: AdapterPayload | null][];
}

const kept = 20_000;

/** A directory that keeps the newest 20,000 clients. */
export function createClientDirectory(): ClientDirectory {
  const known = newest<KnownClient & { lastSeen?: number }>(kept);
  const forgotten = new Map<string, AdapterPayload | undefined>();
  return {
    find: (id) => known.get(id),
    entries: () => oldestFirst(known).sort(([, one], [, other]) => one.since - other.since),
    save: (id, client) => void known.set(id, client),
    seen: (id, now, first) => {
      const client = known.get(id);
      if (client === undefined) known.set(id, { ...first, since: now, lastSeen: now });
      else client.lastSeen = now;
    },
    isForgotten: (id) => forgotten.has(id),
    stored: (id) => forgotten.get(id),
    forget: (id, stored) => {
      if (!forgotten.has(id) || stored !== undefined) forgotten.set(id, stored);
    },
    restore: (id) => {
      if (!forgotten.has(id)) return undefined;
      const stored = forgotten.get(id);
      forgotten.delete(id);
      return { stored };
    },
    remove: (id) => {
      known.delete(id);
      forgotten.delete(id);
    },
    dump: () => ({
      known: oldestFirst(known),
      forgotten: [...forgotten].map(([id, stored]) => [id, stored ?? null]),
    }),
    load: (state) => {
      known.clear();
      forgotten.clear();
      for (const [id, client] of state.known) known.set(id, client);
      for (const [id, stored] of state.forgotten) forgotten.set(id, stored ?? undefined);
    },
  };
}
