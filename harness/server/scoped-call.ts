import type { Exchange } from '../contract.ts';
import { bearerChallenge, parameter } from '../http/challenge.ts';
import { isServed } from '../mcp/answer.ts';
import { callTool, LIST_TOOLS, type Operation } from '../mcp/wire.ts';
import { notApplicable, untested } from '../signals.ts';
import type { ListedTool } from './protection.ts';
import type { KnownCall } from './target.ts';

/** A scope that no operation needs: a token with it and no other is valid and permits nothing that needs a scope. */
export const UNRELATED_SCOPE = 'unrelated:nothing';

/** At most so many operations are tried; a catalogue may be long. */
const TRIED = 10;

/** An operation that needs a scope. */
export interface ScopedCall {
  operation: Operation;
  /** What it needs, as the user said or as the server's challenge says; empty when nobody says. */
  scopes: string[];
}

export interface ScopeSources {
  calls: readonly KnownCall[];
  tools(): Promise<ListedTool[]>;
  /** What the challenge and the metadata advertise. */
  advertised(): Promise<string[]>;
  /** Sends the operation with a good token that has exactly these scopes, or all that are known. */
  send(operation: Operation, scopes?: string[]): Promise<Exchange>;
}

/**
 * Finds an operation that needs a scope: the user's own with the most scopes, else the first harmless one that is
 * refused for a token that differs from a good one in nothing but its scopes, however the server puts it.
 *
 * @throws Stop when there is none.
 */
export async function findScopedCall(sources: ScopeSources): Promise<ScopedCall> {
  const declared = declaredCalls(sources.calls).sort((a, b) => b.scopes.length - a.scopes.length)[0];
  if (declared !== undefined) return declared;
  const undeclared = sources.calls.filter(({ scopes }) => scopes === undefined);
  const readOnly = (await sources.tools()).filter((tool) => tool.readOnly);
  const operations = [
    ...undeclared.map(({ operation }) => operation),
    ...readOnly.map((tool) => callTool(tool.name, tool.arguments)),
    // Last, for a server that asks for a scope at its door.
    LIST_TOOLS,
  ].slice(0, TRIED);
  const tried = await Promise.all(
    operations.map(async (operation) => ({
      operation,
      refusal: await sources.send(operation, [UNRELATED_SCOPE]),
    })),
  );
  for (const { operation, refusal } of tried.filter((one) => isShortage(one.refusal))) {
    if (isServed(await sources.send(operation))) return { operation, scopes: scopesOf(refusal) };
  }
  const advertised = await sources.advertised();
  const scopes = [UNRELATED_SCOPE, ...advertised];
  for (const { operation, refusal } of tried.filter((one) => isRefusal(one.refusal))) {
    // Refused without the scopes, carried out with them, and refused without them again: it is for their sake.
    if (!isServed(await sources.send(operation, scopes))) continue;
    if (isRefusal(await sources.send(operation, [UNRELATED_SCOPE])))
      return { operation, scopes: scopesOf(refusal) };
  }
  throw nothingFound(advertised);
}

/** The user's calls of which the scopes are known, and are some. */
export function declaredCalls(calls: readonly KnownCall[]): ScopedCall[] {
  return calls.flatMap(({ operation, scopes = [] }) => (scopes.length > 0 ? [{ operation, scopes }] : []));
}

/** The scopes that a challenge names (RFC 6750 §3). */
export function scopesOf(exchange: Exchange): string[] {
  const challenge = bearerChallenge(exchange);
  const value = challenge === undefined ? undefined : parameter(challenge, 'scope');
  return (value ?? '').split(' ').filter((scope) => scope !== '');
}

/** 403, or whatever status with the error code that says so (RFC 6750 §3.1). */
function isShortage(exchange: Exchange): boolean {
  const challenge = bearerChallenge(exchange);
  const error = challenge === undefined ? undefined : parameter(challenge, 'error');
  return exchange.response?.status === 403 || error === 'insufficient_scope';
}

/** Some say by another status, or inside a success, what 403 is for. */
function isRefusal(exchange: Exchange): boolean {
  const status = exchange.response?.status ?? 0;
  return status >= 200 && status < 500 && status !== 429 && !isServed(exchange);
}

function nothingFound(scopes: string[]) {
  if (scopes.length === 0) {
    return notApplicable(
      'The server names no scope anywhere, and no operation that was tried asks for one. If one does, name it with --call tool=json@scope.',
    );
  }
  return untested(
    `The server advertises scopes (${scopes.join(' ')}), but no operation that was tried needs one. Name one that does with --call tool=json@scope.`,
  );
}
