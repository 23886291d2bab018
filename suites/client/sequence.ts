/** What a client does after what, read from a story. */
import { bearerOf, isSuccess, redirectedWith, type Step, type Story } from '../../harness/index.ts';

/** The steps of the same attempt that began when this one had been answered. */
export function after({ steps }: Story, step: Step): Step[] {
  const { startedMs, durationMs } = step.exchange.timing;
  // Where a request begins, times are whole milliseconds.
  const end = Math.floor(startedMs + durationMs);
  const isLater = ({ attempt, exchange }: Step): boolean =>
    attempt === step.attempt && exchange.timing.startedMs >= end;
  return steps.filter((one) => one !== step && isLater(one));
}

/** Requests by which a client asks for new credentials. */
export function isLogin({ kind }: Step): boolean {
  return kind === 'authorization' || kind === 'refresh' || kind === 'registration';
}

/** The pseudonym of the refresh token that a token response brought. */
export function issuedRefreshToken({ got }: Step): string | undefined {
  return typeof got['refresh_token'] === 'string' ? got['refresh_token'] : undefined;
}

/** The client began an attempt with a token of an earlier one. */
export function remembersToken(story: Story, attempt: number): boolean {
  const first = story.of('mcp', attempt)[0];
  return first !== undefined && bearerOf(first) !== undefined;
}

/** Served with a token, in one attempt. */
export function wasServedIn(story: Story, attempt: number): boolean {
  return story.of('mcp', attempt).some((step) => isSuccess(step) && bearerOf(step) !== undefined);
}

/** An attempt, for a person. */
export function wentOn(story: Story, attempt: number): string {
  return `attempt ${attempt}: ${story.counts(attempt)}`;
}

/** The scopes that an authorization request asks for, without offline_access, which is no scope of a resource. */
export function scopesIn({ parameters }: Step): string[] {
  return listed(parameters['scope']).filter((scope) => scope !== OFFLINE_ACCESS);
}

/** OpenID Connect Core 1.0 §11. */
export const OFFLINE_ACCESS = 'offline_access';

export function listed(scope: string | undefined): string[] {
  return (scope ?? '').split(' ').filter((one) => one !== '');
}

/** The browser was sent back with an error. */
export function wasDenied(step: Step): boolean {
  return redirectedWith(step)?.has('error') === true;
}
