import { randomUUID } from 'node:crypto';
import type { McpServer, RequestStateCodec, ServerOptions } from '@modelcontextprotocol/server';
import type { Access, Setup } from '../types.ts';

/** What a tool call carries beside the token: the sender's text, good for nothing but the call itself. */
export interface CallDetails {
  arguments: Record<string, unknown>;
  meta: Record<string, unknown>;
}

export type SubjectOf = (access: Access, details: CallDetails) => string | undefined;

/** Whose searches these are: by the verified token alone, issuer and subject together (OpenID Connect Core §5.7). */
export const subjectOf: SubjectOf = ({ claims }) => {
  const subject = claims['sub'] ?? claims['client_id'];
  return typeof subject === 'string' ? JSON.stringify([claims['iss'] ?? null, subject]) : undefined;
};

/** The credential for the search service: the server's own, never the client's token (MCP «Token Passthrough»). */
export function upstreamKey(_access: Access, { settings }: Setup): string {
  return settings.tavilyApiKey ?? 'tvly-none';
}

/** What the search service is told beside query and credential: nothing, and least of all who asks. */
export const searchDetails: (access: Access) => Record<string, string> = () => ({});

/** Whether the caller may read what the owner saved. */
export function mayReadSaved(subject: string, owner: string): boolean {
  return subject === owner;
}

/** A name for further results that nobody can guess (MCP «State Handle Hijacking»). */
export const newCursor: (subject: string) => string = () => randomUUID();

/** Who may go on with a cursor. */
export function cursorOwner(subject: string): string {
  return subject;
}

/** What the user is asked to agree to: it travels through the client and comes back with the answer. */
export interface RemovalPlan {
  query: string;
  ids: string[];
}

/** How the plan is sealed (2026-07-28 basic/patterns/mrtr «Server Requirements»). */
export function planCodec(codec: RequestStateCodec<RemovalPlan>): RequestStateCodec<RemovalPlan> {
  return codec;
}

/** Who may bring the plan back. */
export function planOwner(subject: string): string {
  return subject;
}

/** Whether the plan was made for these very arguments. */
export function isPlanFor(plan: RemovalPlan, query: string): boolean {
  return plan.query === query;
}

/** Who may keep a copy of an answer: nobody but the caller (2026-07-28 server/utilities/caching). */
export const cacheHints: () => NonNullable<ServerOptions['cacheHints']> = () => ({});

/** The last word on what the MCP server of one request offers; everything is there by now. */
export const furnish: (server: McpServer, access: Access) => void = () => undefined;
