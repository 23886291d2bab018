import type { McpServer } from '@modelcontextprotocol/server';
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

/** Whether the caller may read what the owner saved. */
export function mayReadSaved(subject: string, owner: string): boolean {
  return subject === owner;
}

/** The last word on what the MCP server of one request offers; everything is there by now. */
export const furnish: (server: McpServer, access: Access) => void = () => undefined;
