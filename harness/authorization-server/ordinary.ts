import { stringsOf } from '../oauth/discovery.ts';
import type { Authorization, Ordinary } from './flow.ts';
import type { AuthorizationServerGathered } from './gather.ts';
import type { AuthorizationServerTarget } from './target.ts';

/** About the person, which no test needs. */
const PERSONAL_SCOPES = ['profile', 'email', 'address', 'phone'];
const MOST_ATTEMPTS = 4;

/** By what is gathered of an authorization server: one finding serves every check. */
const found = new WeakMap<AuthorizationServerGathered, Promise<Ordinary>>();

/**
 * What an ordinary request asks for at this authorization server. Everything is asked for that there may be to test, and
 * less where that is refused: a scope that this client may not have, `prompt`, which plain OAuth does not know, a resource
 * that only the metadata names. A login page is no refusal.
 */
export function ordinaryRequest(
  target: AuthorizationServerTarget,
  gathered: AuthorizationServerGathered,
  attempt: (ordinary: Ordinary) => Promise<Authorization>,
): Promise<Ordinary> {
  const known = found.get(gathered);
  if (known !== undefined) return known;
  const settling = settle(target, gathered, attempt);
  found.set(gathered, settling);
  // What kept one check from finding out need not keep the next one.
  settling.catch(() => found.delete(gathered));
  return settling;
}

async function settle(
  target: AuthorizationServerTarget,
  gathered: AuthorizationServerGathered,
  attempt: (ordinary: Ordinary) => Promise<Authorization>,
): Promise<Ordinary> {
  const first = await everything(target, gathered);
  let current: Ordinary | undefined = first;
  for (let count = 0; current !== undefined && count < MOST_ATTEMPTS; count += 1) {
    const outcome = await attempt(current);
    if (!isRefused(outcome)) return current;
    current = less(current, outcome, target);
  }
  return first;
}

/** The scopes that a user would be asked for by a client that wants to stay. */
async function everything(
  target: AuthorizationServerTarget,
  gathered: AuthorizationServerGathered,
): Promise<Ordinary> {
  const { document } = await gathered.metadata();
  const [resource] = await gathered.resources();
  const wanted =
    target.scopes ??
    stringsOf(document, 'scopes_supported').filter((scope) => !PERSONAL_SCOPES.includes(scope));
  return {
    scope: wanted.length === 0 ? undefined : wanted.join(' '),
    resource,
    // OpenID Connect Core 1.0 §11: offline access is to be consented to.
    prompt: wanted.includes('offline_access') ? 'consent' : undefined,
  };
}

function isRefused({ end, error, reply }: Authorization): boolean {
  return error !== undefined || (end === 'page' && (reply.status ?? 0) >= 400);
}

/** What to leave out next; undefined when there is nothing that the refusal may be about. */
function less(
  asked: Ordinary,
  { error }: Authorization,
  target: AuthorizationServerTarget,
): Ordinary | undefined {
  if (error === 'invalid_scope' && asked.scope !== undefined && target.scopes === undefined) {
    return { ...asked, scope: undefined, prompt: undefined };
  }
  if (error === 'invalid_target' && asked.resource !== undefined && target.resources.length === 0) {
    return { ...asked, resource: undefined };
  }
  return asked.prompt === undefined ? undefined : { ...asked, prompt: undefined };
}
