import type { ChallengeParameter, Problem, Setup } from '../types.ts';

/**
 * What the challenge says of a refusal (RFC 6750 §3, RFC 9728 §5.1, MCP «Protected Resource Metadata Discovery»).
 * No challenge at all for an outage: it would make clients throw good tokens away.
 */
export function challengeParameters(problem: Problem, setup: Setup): ChallengeParameter[] | undefined {
  if (problem.kind === 'unverifiable') return undefined;
  const code = setup.parts.errorCode(problem);
  const scopes = problem.kind === 'insufficient-scope' ? problem.scopes : setup.parts.guidanceScopes();
  const optional: [string, string | undefined][] = [
    ['error', code],
    ['error_description', code === undefined ? undefined : setup.parts.describe(problem)],
    ['scope', problem.kind === 'malformed' ? undefined : scopes.join(' ')],
    ['resource_metadata', setup.settings.metadataUrl],
  ];
  return optional.filter((parameter): parameter is ChallengeParameter => parameter[1] !== undefined);
}

/** Writes the header field value; every value is quoted, which a URL needs (RFC 9110 §11.2). */
export function formatChallenge(parameters: readonly ChallengeParameter[]): string {
  const quote = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`;
  return `Bearer ${parameters.map(([name, value]) => `${name}=${quote(value)}`).join(', ')}`;
}

/** RFC 6750 §3.1; none when the request had no authentication at all. */
export function errorCode(problem: Problem): string | undefined {
  switch (problem.kind) {
    case 'no-credentials':
      return undefined;
    case 'malformed':
      return 'invalid_request';
    case 'invalid':
      return 'invalid_token';
    case 'insufficient-scope':
      return 'insufficient_scope';
    case 'unverifiable':
      return 'temporarily_unavailable';
  }
}

/** The HTTP status of a refusal (MCP «Error Handling»; 503: the token is not to blame). */
export function statusOf(problem: Problem): number {
  switch (problem.kind) {
    case 'no-credentials':
    case 'invalid':
      return 401;
    case 'malformed':
      return 400;
    case 'insufficient-scope':
      return 403;
    case 'unverifiable':
      return 503;
  }
}

/** A fixed sentence in plain ASCII, without what the request held. */
export function describe(problem: Problem): string {
  switch (problem.kind) {
    case 'no-credentials':
      return 'This server needs an access token. Its protected resource metadata says where to get one.';
    case 'malformed':
    case 'invalid':
      return problem.reason;
    case 'insufficient-scope':
      return 'The access token lacks a scope that this operation needs.';
    case 'unverifiable':
      return 'The authorization server cannot be asked about the access token now. Keep the token and try again.';
  }
}

const RETRY_AFTER_SECONDS = 1;

/** How long a client should wait, seconds (RFC 9110 §10.2.3). */
export function retryAfter(problem: Problem): string | undefined {
  if (problem.kind !== 'unverifiable') return undefined;
  return String(problem.retryAfterSeconds ?? RETRY_AFTER_SECONDS);
}
