import type { Exchange } from '../contract.ts';
import { scanLine, type Challenge, type Parameter, type Problem } from './challenge-scanner.ts';
import { allHeaders } from './headers.ts';

export type { Challenge, Parameter, Problem };

/**
 * Parses the values of all `WWW-Authenticate` lines of a response (RFC 9110 §11.6.1, §11.2, §5.6).
 *
 * Never throws. What is malformed is told in `problems`, with its place, and read as leniently as makes sense: an
 * unquoted URL still becomes the value of its parameter.
 */
export function parseChallenges(lines: readonly string[]): { challenges: Challenge[]; problems: Problem[] } {
  const parts = lines.map((line, index) => scanLine(line, index));
  return {
    challenges: parts.flatMap((part) => part.challenges),
    problems: parts.flatMap((part) => part.problems),
  };
}

/** Every challenge of a response; none when there is no response. */
export function challengesOf(exchange: Exchange): Challenge[] {
  return parseChallenges(allHeaders(exchange.response?.headers ?? [], 'www-authenticate')).challenges;
}

/**
 * The Bearer challenge of a response (RFC 6750 §3). Of several, the first that names `resource_metadata`
 * (RFC 9728 §5.1), since that is the one a client can act on; else the first.
 */
export function bearerChallenge(exchange: Exchange): Challenge | undefined {
  const bearer = challengesOf(exchange).filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
  return bearer.find((challenge) => parameter(challenge, 'resource_metadata') !== undefined) ?? bearer[0];
}

/** The first value of a parameter, by its case-insensitive name (RFC 9110 §11.2). */
export function parameter(challenge: Challenge, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return challenge.parameters.find((one) => one.name.toLowerCase() === wanted)?.value;
}

/** Writes challenges as one line that a parser reads back to the same challenges. */
export function printChallenges(challenges: readonly Challenge[]): string {
  return challenges.map(printChallenge).join(', ');
}

function printChallenge({ scheme, token68, parameters }: Challenge): string {
  const rest = token68 ?? parameters.map(printParameter).join(', ');
  return rest === '' ? scheme : `${scheme} ${rest}`;
}

function printParameter({ name, value, quoted }: Parameter): string {
  return `${name}=${quoted ? `"${value.replace(/["\\]/g, '\\$&')}"` : value}`;
}
