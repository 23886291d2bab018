import type { Json } from '../contract.ts';
import { isObject, isServed, parseJson } from '../mcp/answer.ts';
import { callTool, type Operation } from '../mcp/wire.ts';
import { notApplicable } from '../signals.ts';
import type { ServerContext } from './context.ts';
import { oncePerInstance } from './lab-steps.ts';
import type { ListedTool } from './protection.ts';
import { askable, rawAnswer, toolResults, type ToolResult } from './tool-results.ts';

type JsonObject = { [key: string]: Json };
type Handle = string | number;

/** A tool that hands out names of state, and one that takes them back (2026-07-28 server/tools «Stateful Tools»). */
export interface StateHandle {
  /** What the argument is called. */
  name: string;
  /** A fresh one, of the usual user unless a token says otherwise; undefined when the tool gave none. */
  mint: (token?: string) => Promise<Handle | undefined>;
  /** The call that goes on with a handle; without one, the same call without that argument. */
  use: (handle?: Handle) => Operation;
}

/** Results may hold several members that only look like handles. */
const CANDIDATES = 5;

/**
 * Finds a member of a tool's result that is another value each time, and that a tool takes as the argument of the same
 * name, though not when it is made up. Found once in a run; stops the check when there is none.
 */
export function findStateHandle(server: ServerContext): Promise<StateHandle> {
  return oncePerInstance(server, 'state handle', async () => {
    const [results, tools] = [await toolResults(server), await server.gathered.tools()];
    const candidates = results.flatMap((result) => candidatesIn(result, tools, server)).slice(0, CANDIDATES);
    for (const { first, ...candidate } of candidates) {
      if (await isHandle(server, candidate, first)) return candidate;
    }
    throw notApplicable(
      'No tool that was tried gives out a state handle: a value, new each time, that a tool takes back as the argument of the same name. If one does, name both tools with --call tool=json.',
    );
  });
}

type Candidate = StateHandle & { first: Handle };

function candidatesIn(found: ToolResult, tools: ListedTool[], server: ServerContext): Candidate[] {
  const { operation, result } = found;
  const echoes = Object.values(argumentsOf(operation));
  const members = Object.entries(contentOf(result)).filter(
    (member): member is [string, Handle] => isHandleLike(member[1]) && !echoes.includes(member[1]),
  );
  return members.flatMap(([name, first]) =>
    tools.flatMap((tool) => {
      const known = server.target.calls.find((call) => call.operation.params?.['name'] === tool.name);
      if (!tool.argumentNames.includes(name) || (!tool.readOnly && known === undefined)) return [];
      const all = known === undefined ? tool.arguments : argumentsOf(known.operation);
      const others = Object.fromEntries(Object.entries(all).filter(([one]) => one !== name));
      return [
        {
          name,
          first,
          mint: async (token) => {
            const bearer = token ?? (await server.goodToken());
            const reply = await server.exchange({ operation: askable(operation), token: bearer });
            const answer = rawAnswer(reply);
            const value = answer.kind === 'result' ? contentOf(answer.result)[name] : undefined;
            return isHandleLike(value) ? value : undefined;
          },
          use: (handle) => callTool(tool.name, handle === undefined ? others : { ...others, [name]: handle }),
        },
      ];
    }),
  );
}

/** A value that never changes names nothing, and one that may be made up names nothing that the server keeps. */
async function isHandle(server: ServerContext, handle: StateHandle, first: Handle): Promise<boolean> {
  const fresh = await handle.mint();
  if (fresh === undefined || fresh === first) return false;
  const token = await server.goodToken();
  const [own, madeUp] = await Promise.all([
    server.call({ operation: handle.use(fresh), token }),
    server.call({ operation: handle.use(madeUpLike(fresh)), token }),
  ]);
  return isServed(own) && madeUp.response !== undefined && !isServed(madeUp);
}

/** A value of the same kind that the server has not given out; a time stays a time, which is no handle. */
export function madeUpLike(handle: Handle): Handle {
  if (typeof handle === 'number') return handle * 1000 + 999;
  if (/^\D*\d+$/.test(handle)) return `${handle}999`;
  const another = (letter: string) => (letter === '1' ? '2' : letter.toLowerCase() === 'a' ? 'b' : '1');
  if (/\d/.test(handle)) return handle.replace(/\d/, another);
  return handle.replace(/[a-z]/i, (letter) => (letter.toLowerCase() === 'a' ? 'b' : 'a'));
}

function isHandleLike(value: Json | undefined): value is Handle {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function argumentsOf({ params }: Operation): JsonObject {
  const given = params?.['arguments'];
  return isObject(given) ? given : {};
}

/** `structuredContent`, or the JSON that stands in the text (2026-07-28 server/tools «Structured Content»). */
function contentOf(result: JsonObject): JsonObject {
  const { structuredContent, content } = result;
  if (isObject(structuredContent)) return structuredContent;
  const [first] = Array.isArray(content) ? content : [];
  const text = isObject(first) ? first['text'] : undefined;
  const parsed = typeof text === 'string' ? parseJson(text) : undefined;
  return isObject(parsed) ? parsed : {};
}
