import type { HttpContext, Problem, Setup } from '../types.ts';

/** Answers a refused request: status, challenge and a JSON body that says the same. */
export function refuse(context: HttpContext, problem: Problem, setup: Setup): void {
  const { parts, settings } = setup;
  const challenge = parts.challengeParameters(problem, setup);
  if (challenge !== undefined) context.set('WWW-Authenticate', parts.formatChallenge(challenge));
  const delay = parts.retryAfter(problem);
  if (delay !== undefined) context.set('Retry-After', delay);
  context.status = parts.statusOf(problem);
  context.body = parts.refusalBody(problem, setup);
  if (problem.kind === 'unverifiable') settings.log({ level: 'warn', message: `503: ${problem.cause}` });
  else settings.log({ level: 'info', message: `${context.status}: ${parts.describe(problem)}` });
}

/** RFC 6750 names no body; the shape is that of OAuth errors (RFC 6749 §5.2). */
export function refusalBody(problem: Problem, { parts }: Setup): Record<string, unknown> {
  const code = parts.errorCode(problem);
  return {
    ...(code === undefined ? {} : { error: code }),
    error_description: parts.describe(problem),
    ...(problem.kind === 'insufficient-scope' ? { scope: problem.scopes.join(' ') } : {}),
  };
}
