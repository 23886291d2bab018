import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** Whose call it is; undefined when the token names nobody. */
export type Subject = (given: Record<string, unknown>, context: ServerContext) => string | undefined;

export const query = z.string().min(1).max(400).describe('What to search for');
export const READS = { readOnlyHint: true, openWorldHint: false };
export const NOBODY = 'The access token names no subject, so nothing can be kept for it.';

export function answer(value: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value };
}

export function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
