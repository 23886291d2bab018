import type { Exchange, Json } from '../contract.ts';
import { describe, isObject } from '../mcp/answer.ts';
import type { Operation } from '../mcp/wire.ts';
import { notApplicable, untested } from '../signals.ts';
import type { ServerContext } from './context.ts';
import { oncePerInstance } from './lab-steps.ts';
import { sampleArguments } from './protection.ts';
import { askable, isComplete, rawAnswer, toolResults } from './tool-results.ts';

type JsonObject = { [key: string]: Json };

/** What a server asked back, and what a client would answer. */
export interface Question {
  requestState: string;
  inputResponses: JsonObject;
}

/** A tool that asks back with a `requestState` (2026-07-28 basic/patterns/mrtr). */
export interface AskingTool {
  operation: Operation;
  /** Calls it for the first time; undefined when it asks nothing. */
  ask: (token: string, operation?: Operation) => Promise<Question | undefined>;
  /** Calls it again with the answer. */
  retry: (token: string, question: Partial<Question>, operation?: Operation) => Promise<Exchange>;
  /** The retry as it should be, which was carried out. */
  good: Exchange;
  /** A retry with the answer alone. */
  withoutState: Exchange;
}

/** Finds such a tool once in a run; stops the check when there is none, or when one answer is not enough for it. */
export async function findAskingTool(check: ServerContext): Promise<AskingTool> {
  const { operation, ...found } = await gatherAskingTool(check.as('asking-tool'));
  return { operation, ...found, ...callsOf(check, operation) };
}

function gatherAskingTool(server: ServerContext): Promise<Omit<AskingTool, 'ask' | 'retry'>> {
  return oncePerInstance(server, 'asking tool', async () => {
    const found = (await toolResults(server)).find(({ result }) => questionIn(result) !== undefined);
    if (found === undefined) {
      throw notApplicable(
        'No tool that was tried asks back with a requestState. If one does, name it with --call tool=json.',
      );
    }
    const { operation } = found;
    const { ask, retry } = callsOf(server, operation);
    const token = await server.ownToken();
    const question = (await ask(token)) ?? { requestState: '', inputResponses: {} };
    const good = await retry(token, question);
    if (!isComplete(good)) {
      throw untested(
        `After one answer the tool is not done yet (${describe(good)}), so nothing shows whether it took its requestState. Name one that is with --call tool=json.`,
        [good.id],
      );
    }
    const withoutState = await retry(token, { inputResponses: question.inputResponses });
    return { operation, good, withoutState };
  });
}

function callsOf(server: ServerContext, operation: Operation): Pick<AskingTool, 'ask' | 'retry'> {
  return {
    ask: async (token, asked = operation) => {
      const answer = rawAnswer(await server.exchange({ operation: askable(asked), token }));
      return answer.kind === 'result' ? questionIn(answer.result) : undefined;
    },
    retry: (token, question, asked = operation) => {
      const again = { method: asked.method, params: { ...asked.params, ...question } };
      return server.call({ operation: askable(again), token });
    },
  };
}

/** The same call with other texts and numbers; undefined when it has none. */
export function withOtherArguments({ method, params }: Operation): Operation | undefined {
  const given = params?.['arguments'];
  if (!isObject(given)) return undefined;
  const others = Object.entries(given).map(([name, value]): [string, Json] => {
    if (typeof value === 'string') return [name, `${value} other`];
    return [name, typeof value === 'number' ? value + 1 : value];
  });
  const isOther = others.some(([name, value]) => value !== given[name]);
  return isOther ? { method, params: { ...params, arguments: Object.fromEntries(others) } } : undefined;
}

function questionIn(result: JsonObject): Question | undefined {
  const { resultType, requestState, inputRequests } = result;
  if (resultType !== 'input_required' || typeof requestState !== 'string') return undefined;
  const requests = isObject(inputRequests) ? Object.entries(inputRequests) : [];
  return {
    requestState,
    inputResponses: Object.fromEntries(requests.map(([key, request]) => [key, responseTo(request)])),
  };
}

/** The user agrees to everything, the model says one word, and there are no roots. */
function responseTo(request: Json): Json {
  const { method, params } = isObject(request) ? request : {};
  if (method === 'roots/list') return { roots: [] };
  if (method === 'sampling/createMessage') {
    const content = { type: 'text', text: 'test' };
    return { role: 'assistant', content, model: 'test', stopReason: 'endTurn' };
  }
  const schema = isObject(params) ? params['requestedSchema'] : undefined;
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  const agreed = Object.entries(properties).flatMap(([name, value]) =>
    isObject(value) && value['type'] === 'boolean' ? [[name, true] as const] : [],
  );
  return { action: 'accept', content: { ...sampleArguments(schema), ...Object.fromEntries(agreed) } };
}
