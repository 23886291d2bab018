import {
  acceptedContent,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Access, Setup } from '../types.ts';
import { answer, failure, NOBODY, query, type Subject } from './answers.ts';
import type { Kept } from './kept.ts';
import type { RemovalPlan } from './seams.ts';

/** Long enough to read a question. */
const ANSWER_SECONDS = 300;
const confirmation = z.object({ confirm: z.boolean() });
const removalInput = z.object({ query });

/** Seals the plan of a removal to whom it was shown, for a short time (2026-07-28 basic/patterns/mrtr). */
export function createPlanCodec(access: Access, { parts }: Setup, key: Uint8Array) {
  const subject = parts.subjectOf(access, { arguments: {}, meta: {} }) ?? '';
  return parts.planCodec(
    createRequestStateCodec<RemovalPlan>({
      key,
      ttlSeconds: ANSWER_SECONDS,
      bind: ({ mcpReq }) => JSON.stringify([mcpReq.method, parts.planOwner(subject)]),
    }),
  );
}

/** Removes saved searches after asking: what the user agreed to is removed, and nothing that came later. */
export function registerRemoval(
  server: McpServer,
  subjectOf: Subject,
  { saved }: Kept,
  codec: RequestStateCodec<RemovalPlan>,
  { parts }: Setup,
): void {
  const ask = async (subject: string, text: string, context: ServerContext) => {
    const ids = saved.list(subject).flatMap((one) => (one.query.includes(text) ? [one.id] : []));
    return inputRequired({
      inputRequests: {
        removal: inputRequired.elicit({
          message: `Remove what you saved with “${text}” in it (${ids.length} in all)?`,
          requestedSchema: confirmation,
        }),
      },
      requestState: await codec.mint({ query: text, ids }, context),
    });
  };
  server.registerTool(
    'remove_saved_searches',
    {
      description:
        'Removes the saved searches that contain a text, after asking you. Needs the scope web-search:write.',
      inputSchema: removalInput,
      annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: false },
    },
    async (given, context) => {
      const subject = subjectOf(given, context);
      if (subject === undefined) return failure(NOBODY);
      const { inputResponses } = context.mcpReq;
      const plan = context.mcpReq.requestState<RemovalPlan>();
      const isAnswered = inputResponse(inputResponses, 'removal').kind === 'elicit';
      if (plan === undefined || !isAnswered) return ask(subject, given.query, context);
      if (!parts.isPlanFor(plan, given.query)) return failure('You agreed to another removal.');
      const agreed = acceptedContent(inputResponses, 'removal', confirmation)?.confirm === true;
      return answer({ removed: agreed ? saved.remove(subject, plan.ids) : 0 });
    },
  );
}
