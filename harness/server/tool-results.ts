import type { Exchange, Json } from '../contract.ts';
import type { Reply } from '../http/recorder.ts';
import { answerOf, isServed, type Answer } from '../mcp/answer.ts';
import { callTool, type Operation } from '../mcp/wire.ts';
import type { ServerContext } from './context.ts';
import { oncePerInstance } from './lab-steps.ts';

type JsonObject = { [key: string]: Json };

/** At most so many tools are called; a catalogue may be long. */
const TRIED = 10;

/** What a client declares that can do for a server what this harness can answer. */
const ABILITIES: JsonObject = { elicitation: { form: {} }, sampling: {}, roots: {} };

/** The same call from a client that may be asked back (2026-07-28 basic/patterns/mrtr). */
export function askable({ method, params }: Operation): Operation {
  return {
    method,
    params: { ...params, _meta: { 'io.modelcontextprotocol/clientCapabilities': ABILITIES } },
  };
}

/** The answer before anything was replaced in it: for acting on, never for evidence. */
export function rawAnswer({ exchange, text }: Reply): Answer {
  const { response } = exchange;
  return answerOf(response === undefined ? exchange : { ...exchange, response: { ...response, body: text } });
}

/** True when the call was carried out, and not answered by a question. */
export function isComplete(exchange: Exchange): boolean {
  const answer = answerOf(exchange);
  return isServed(exchange) && answer.kind === 'result' && answer.result['resultType'] !== 'input_required';
}

/** A tool call that may be made, and its raw result. */
export interface ToolResult {
  operation: Operation;
  result: JsonObject;
}

/** The tool calls that may be made: those that the user named, then each tool that calls itself read-only. */
export async function harmlessCalls(server: ServerContext): Promise<Operation[]> {
  const named = server.target.calls.map(({ operation }) => operation);
  const readOnly = (await server.gathered.tools()).filter((tool) => tool.readOnly);
  const calls = [...named, ...readOnly.map((tool) => callTool(tool.name, tool.arguments))].filter(
    ({ method }) => method === 'tools/call',
  );
  const distinct = new Map(calls.map((call) => [JSON.stringify(call.params), call]));
  return [...distinct.values()].slice(0, TRIED);
}

/** The results of these calls, made once in a run. */
export function toolResults(check: ServerContext): Promise<ToolResult[]> {
  const server = check.as('tool-results');
  return oncePerInstance(server, 'tool results', async () => {
    const [calls, token] = await Promise.all([harmlessCalls(server), server.ownToken()]);
    const results: ToolResult[] = [];
    // One after the other, as what one does may show in the next.
    for (const operation of calls) {
      const answer = rawAnswer(await server.exchange({ operation: askable(operation), token }));
      if (answer.kind === 'result') results.push({ operation, result: answer.result });
    }
    return results;
  });
}
