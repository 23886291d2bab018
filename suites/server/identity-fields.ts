import type { HeaderLine } from '../../harness/index.ts';

/** Names under which servers look for the user in what a client sends. */
const MEMBERS = [
  'sub',
  'subject',
  'user',
  'userId',
  'user_id',
  'userid',
  'uid',
  'username',
  'userName',
  'principal',
  'owner',
  'ownerId',
  'owner_id',
  'account',
  'accountId',
  'account_id',
];
const MAIL_MEMBERS = ['email', 'userEmail', 'user_email'];

/** What gateways tell the server behind them about the user. */
const FIELDS = [
  'X-User-Id',
  'X-User',
  'X-Subject',
  'X-Forwarded-User',
  'X-Auth-Request-User',
  'X-Authenticated-User',
  'X-Authenticated-Userid',
  'X-Remote-User',
  'Remote-User',
];
const MAIL_FIELDS = ['X-User-Email', 'X-Forwarded-Email', 'X-Auth-Request-Email'];

/** A user in all the ways in which a client could name him: as members of a JSON object, and as header fields. */
export function identityFields({ subject, email }: { subject?: string; email?: string }): {
  members: Record<string, string>;
  headers: HeaderLine[];
} {
  const pairs = (names: string[], value: string | undefined): [string, string][] =>
    value === undefined ? [] : names.map((name) => [name, value]);
  return {
    members: Object.fromEntries([...pairs(MEMBERS, subject), ...pairs(MAIL_MEMBERS, email)]),
    headers: [...pairs(FIELDS, subject), ...pairs(MAIL_FIELDS, email)],
  };
}
