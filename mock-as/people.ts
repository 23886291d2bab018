import { identifier } from './identifiers.ts';
import type { Claims } from './ledger.ts';

/** A person who can log in. The names are those of the claims that come of them. */
export interface User {
  /** `usr_…`, the `sub` of the tokens. */
  id: string;
  email?: string;
  name?: string;
  /** The id of an organization; the environment's own one by default. */
  organization?: string;
  /** The id that your own system knows the person by, the claim `xuid`. */
  external_id?: string;
  roles?: readonly string[];
  permissions?: readonly string[];
  custom_claims?: Claims;
}

/** A tenant of the environment. */
export interface Organization {
  /** `org_…`, the claim `oid`. */
  id: string;
  name?: string;
  /** The id that your own system knows it by, the claim `xoid`. */
  external_id?: string;
}

/** The people of one mock, and the organizations they belong to. */
export interface People {
  /** The organization of everybody and everything that names no other. */
  readonly organization: string;
  users(): readonly User[];
  organizations(): readonly Organization[];
  findUser(id: string): User | undefined;
  findByEmail(email: string): User | undefined;
  /** Adds the user, or replaces the one with that id. */
  saveUser(user: User): void;
  removeUser(id: string): boolean;
  saveOrganization(organization: Organization): void;
  removeOrganization(id: string): boolean;
  /** The claims about a subject that stand in its tokens beside `sub`. */
  claimsOf(subject: string): Claims;
  dump(): PeopleState;
  load(state: PeopleState): void;
}

export interface PeopleState {
  organization: string;
  users: User[];
  organizations: Organization[];
}

/** Throws, naming the member, when two have one id or a user belongs to an organization that is not there. */
export function requirePeople(users: readonly User[], organizations: readonly Organization[]): void {
  requireDistinct('users', users);
  requireDistinct('organizations', organizations);
  for (const { id, organization } of users) {
    if (organization === undefined || organizations.some((known) => known.id === organization)) continue;
    throw new Error(
      `The user ${id} belongs to the organization ${organization}, which organizations does not list.`,
    );
  }
}

function requireDistinct(what: string, members: readonly { id: string }[]): void {
  const ids = new Set<string>();
  for (const { id } of members) {
    if (ids.has(id)) throw new Error(`${what} lists ${id} twice.`);
    ids.add(id);
  }
}

/** Keeps users and organizations. */
export function createPeople(users: readonly User[], organizations: readonly Organization[]): People {
  let own = organizations[0]?.id ?? identifier('org');
  const byId = new Map(users.map((user) => [user.id, user]));
  const tenants = new Map(organizations.map((organization) => [organization.id, organization]));
  return {
    get organization() {
      return own;
    },
    users: () => [...byId.values()],
    organizations: () => [...tenants.values()],
    findUser: (id) => byId.get(id),
    findByEmail: (email) => {
      const wanted = email.trim().toLowerCase();
      return [...byId.values()].find((user) => user.email?.toLowerCase() === wanted);
    },
    saveUser: (user) => {
      requirePeople([user], [...tenants.values()]);
      byId.set(user.id, user);
    },
    removeUser: (id) => byId.delete(id),
    saveOrganization: (organization) => void tenants.set(organization.id, organization),
    removeOrganization: (id) => {
      const member = [...byId.values()].find((user) => user.organization === id);
      if (member !== undefined) {
        throw new Error(`The user ${member.id} belongs to the organization ${id}: remove or move the user.`);
      }
      return tenants.delete(id);
    },
    claimsOf: (subject) => claimsOf(byId.get(subject), own, tenants),
    dump: () => ({
      organization: own,
      users: structuredClone([...byId.values()]),
      organizations: structuredClone([...tenants.values()]),
    }),
    load: (state) => {
      own = state.organization;
      refill(byId, state.users);
      refill(tenants, state.organizations);
    },
  };
}

function refill<Member extends { id: string }>(members: Map<string, Member>, fresh: readonly Member[]): void {
  members.clear();
  for (const member of structuredClone(fresh)) members.set(member.id, member);
}

function claimsOf(user: User | undefined, own: string, tenants: ReadonlyMap<string, Organization>): Claims {
  const organization = user?.organization ?? own;
  const { external_id: externalOrganization } = tenants.get(organization) ?? {};
  return {
    oid: organization,
    ...(externalOrganization === undefined ? {} : { xoid: externalOrganization }),
    ...(user?.external_id === undefined ? {} : { xuid: user.external_id }),
    ...(user?.roles === undefined ? {} : { roles: [...user.roles] }),
    ...(user?.permissions === undefined ? {} : { permissions: [...user.permissions] }),
    ...(user?.custom_claims === undefined ? {} : { custom_claims: user.custom_claims }),
  };
}
