import {
  doesNotApply,
  notApplicable,
  ok,
  tolerated,
  unclear,
  violation,
  type AuthorizationServerContext,
  type Judgement,
} from '../../harness/index.ts';
import { toldOf, tryEach, type Attempt, type Attempts } from './attempts.ts';
import { registeredWith } from './registered-with.ts';

/** Asks for another port than the registered one (RFC 8252 §7.3). */
export async function askAnotherPort(
  server: AuthorizationServerContext,
  host: '127.0.0.1' | '[::1]' | 'localhost',
): Promise<Attempts> {
  const client = await registeredWith(server, `http://${host}:1111/callback`);
  if (client === undefined) throw notApplicable(`It registers no redirect URI on ${host}.`);
  const parameters = { redirect_uri: `http://${host}:2222/callback` };
  const what = `http://${host}:1111/callback is registered and port 2222 asked for`;
  return tryEach(server, [{ what, parameters }], { client, tells: () => true });
}

/** A login page, or a redirect to the other port whatever it brings, shows that the port is taken. */
export function judgeAnotherPort(
  { good, attempts }: { good: Attempt; attempts: Attempt[] },
  isCertain: boolean,
): Judgement {
  const [attempt] = attempts;
  if (attempt === undefined) return doesNotApply('Nothing was asked for.');
  if (attempt.at === 'asked') return ok;
  if (attempt.end === 'lost') return unclear(toldOf(attempt));
  const isPage = attempt.end === 'page' && (attempt.status ?? 0) < 400;
  if (isPage && good.end === 'page') return ok;
  if (isPage) return unclear(`${toldOf(attempt)}; the registered port led straight to the client.`);
  const expected = 'any port of a loopback redirect URI is taken';
  return isCertain ? violation(expected, toldOf(attempt)) : tolerated(expected, toldOf(attempt));
}
