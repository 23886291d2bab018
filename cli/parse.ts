/** Reads the values of flags and arguments. What cannot be read ends in a line that says how to write it. */
import { InvalidArgumentError } from 'commander';
import type { FailOn, Json, Revision } from '../harness/contract.ts';
import { usageFailure } from './failure.ts';
import { suggest } from '../mock-as/suggest.ts';

export const REVISIONS: Revision[] = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'];

/** `--fail-on`: the weakest duty whose violation ends in exit code 1. */
export const FAIL_ON: readonly FailOn[] = ['must', 'should', 'practice'];

/**
 * The URL of a target. `{port}` and the other placeholders are left as they are.
 *
 * @param example One that is right.
 */
export function targetUrl(text: string, example = 'https://example.com/mcp'): string {
  const plain = text.replaceAll('{port}', '1');
  if (!URL.canParse(plain) || !/^https?:\/\//i.test(plain)) {
    throw usageFailure(`"${text}" is not an http or https URL.${likelyUrl(plain, example)}`);
  }
  const url = new URL(plain);
  if (url.username !== '' || url.password !== '') {
    throw usageFailure('The URL holds a user or a password. Leave them out; give a token with --token.');
  }
  if (url.hash !== '')
    throw usageFailure(`Leave out the fragment "${url.hash}": it is never sent to a server.`);
  return text;
}

function likelyUrl(text: string, example: string): string {
  const repaired = /^(localhost|127\.|\[::1\])/.test(text) ? `http://${text}` : `https://${text}`;
  const host = URL.canParse(repaired) ? new URL(repaired).hostname : '';
  return !/^[a-z]+:\/\//i.test(text) && (host.includes('.') || host === 'localhost')
    ? ` Did you mean ${repaired} ?`
    : ` Write it like ${example} .`;
}

/** `--resource`, repeatable: any absolute URI without fragment (RFC 8707 §2). */
export function resourceIdentifier(text: string, before: string[] = []): string[] {
  if (!URL.canParse(text) || text.includes('#')) {
    throw new InvalidArgumentError(
      'Write the absolute URI of the resource, without a fragment: https://example.com/mcp',
    );
  }
  return [...before, text];
}

/** `--env KEY=VALUE`, repeatable. */
export function environmentVariable(
  text: string,
  before: Record<string, string> = {},
): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as KEY=VALUE.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** A repeatable flag. */
export function repeatable(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** Milliseconds, as in the official suite, or with a unit: `500ms`, `10s`. */
export function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text);
  const value = Number(match?.[1]) * (match?.[2] === 's' ? 1_000 : 1);
  if (!(value >= 1 && value <= 3_600_000)) {
    throw new InvalidArgumentError(
      'Write milliseconds, or seconds with a unit: 10000 or 10s; at most an hour.',
    );
  }
  return Math.round(value);
}

/** A TCP port; 0 takes a free one. */
export function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new InvalidArgumentError('Write a number from 0 to 65535; 0 takes a free port.');
  }
  return Number(text);
}

/** How many of the user's server run side by side. */
export function instances(text: string): number {
  if (!/^[1-8]$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 8.');
  return Number(text);
}

/** A call that the user knows to be harmless. */
export interface GivenCall {
  tool: string;
  arguments: { [key: string]: Json };
  scopes?: string[];
}

/** `--call tool[=json][@scope+scope]`, repeatable. */
export function call(text: string, before: GivenCall[] = []): GivenCall[] {
  const match = /^([^=@{}\s]+)(?:=(\{.*\}))?(?:@([^\s@{}]+))?$/s.exec(text);
  const [, tool, json, scopes] = match ?? [];
  if (tool === undefined) {
    throw new InvalidArgumentError(
      `Write a tool's name, and if it needs them its arguments as JSON: search={"query":"x"}`,
    );
  }
  const given = { tool, arguments: json === undefined ? {} : jsonObject(json) };
  return [...before, scopes === undefined ? given : { ...given, scopes: scopes.split('+') }];
}

function jsonObject(text: string): { [key: string]: Json } {
  try {
    return JSON.parse(text) as { [key: string]: Json };
  } catch {
    throw new InvalidArgumentError(`${text} is not JSON. In a shell, put it in single quotes.`);
  }
}

/** Where a further report goes. */
export interface GivenReporter {
  name: string;
  path?: string;
}

/** `--reporter name[=path]`, repeatable. */
export function reporter(text: string, before: GivenReporter[] = []): GivenReporter[] {
  const at = text.indexOf('=');
  if (at === text.length - 1) throw new InvalidArgumentError('There is no path after "=".');
  return [...before, at < 0 ? { name: text } : { name: text.slice(0, at), path: text.slice(at + 1) }];
}

/** `-f name,name`, repeatable: the same as `--reporter` for each name. */
export function formats(text: string, before: GivenReporter[] = []): GivenReporter[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Write the names with commas between: html,junit');
  return names.reduce((all, name) => reporter(name, all), before);
}

/** Ends in a usage failure unless the value is one of the known ones. */
export function oneOf(what: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value;
  const near = suggest(value, known);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${known.join(', ')}.`;
  throw usageFailure(`There is no ${what} "${value}". ${hint}`);
}
