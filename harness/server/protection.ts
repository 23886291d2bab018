import type { Exchange, Json } from '../contract.ts';
import { answerOf, describe, isObject, isServed } from '../mcp/answer.ts';
import { callTool, LIST_TOOLS, openingOperation, type Operation } from '../mcp/wire.ts';
import { idsOf, operationName } from './client.ts';
import type { CallOptions, Protection, ServerTarget } from './target.ts';
import type { TokenSource } from './tokens.ts';

type Send = (options: CallOptions & { operation: Operation }) => Promise<Exchange>;

/** At most so many tools are tried; a catalogue may be long. */
const TOOLS_TRIED = 10;

/**
 * Finds the first operation that needs a token. Authorization may begin later than the opening call (lazy protection),
 * so an open opening call leads on to tools/list, to the user's calls, and to each tool that calls itself read-only.
 * Only a 401, or a refusal of what a good token is given, proves that an operation is protected.
 */
export async function findProtection(
  target: ServerTarget,
  send: Send,
  goodToken: TokenSource,
): Promise<Protection> {
  const open: string[] = [];
  const seen: Exchange[] = [];
  const refused: Refused[] = [];
  const queue: Operation[] = [
    openingOperation(target.revision),
    LIST_TOOLS,
    ...target.calls.map((call) => call.operation),
  ];
  for (let operation = queue.shift(); operation !== undefined; operation = queue.shift()) {
    const bare = await send({ operation });
    seen.push(bare);
    if (bare.failure !== undefined)
      return unclear(`No answer to ${operationName(operation)}: ${bare.failure.message}`, seen);
    if (isServed(bare)) {
      open.push(operationName(operation));
      if (operation.method === 'tools/list') queue.push(...readOnlyTools(bare));
      continue;
    }
    if (bare.response?.status === 401) return { state: 'protected', operation, bare, open };
    const token = await goodToken();
    const good = token === undefined ? undefined : await send({ operation, token });
    if (good !== undefined) seen.push(good);
    if (good !== undefined && isServed(good)) return { state: 'protected', operation, bare, open };
    if (open.length === 0 || !failsAnyway(bare, good)) refused.push({ operation, bare, good });
  }
  return nothingProtected(open, refused, seen);
}

interface Refused {
  operation: Operation;
  bare: Exchange;
  /** What a good token was answered, when there is one. */
  good: Exchange | undefined;
}

const SPEAKS_OF_AUTHORIZATION =
  /auth|token|credential|log.?in|sign.?in|permission|forbidden|denied|api.?key|\b40[13]\b/i;

/**
 * True for an error that has nothing to do with authorization: an open server says the same when a tool gets made-up
 * arguments that it cannot use, or lacks what the client would have to bring. Inside a 200 its words tell; a 4xx may be a
 * refusal under a wrong status, so there a good token must have been answered the same.
 */
function failsAnyway(bare: Exchange, good: Exchange | undefined): boolean {
  const answer = answerOf(bare);
  const status = bare.response?.status ?? 0;
  if (status === 200 && answer.kind === 'tool-error') return !SPEAKS_OF_AUTHORIZATION.test(answer.text);
  if (answer.kind !== 'error' || SPEAKS_OF_AUTHORIZATION.test(answer.message)) return false;
  if (status === 200) return true;
  const same = good === undefined ? undefined : answerOf(good);
  return (
    [400, 404, 422].includes(status) &&
    good?.response?.status === status &&
    same?.kind === 'error' &&
    same.code === answer.code
  );
}

function nothingProtected(open: string[], refused: Refused[], seen: Exchange[]): Protection {
  const [first] = refused;
  if (first !== undefined) {
    const { operation, bare, good } = first;
    const doubt = `${operationName(operation)} was answered ${describe(bare)} without a token, which is neither service nor a 401`;
    return unclear(
      good === undefined
        ? `${doubt}, and there is no good token to compare with. Give --token, or run in the lab.`
        : `${doubt}, and ${describe(good)} with a token that should be good.`,
      seen,
    );
  }
  return {
    state: 'open',
    reason: `Everything that was tried is open to everyone (${open.join(', ')}). If an operation needs a token, name it with --call tool=json.`,
    evidence: idsOf(...seen),
  };
}

function unclear(reason: string, seen: Exchange[]): Protection {
  return { state: 'unclear', reason, evidence: idsOf(...seen) };
}

export interface ListedTool {
  name: string;
  readOnly: boolean;
  /** It says that it adds something and neither destroys anything nor reaches outside. */
  additive: boolean;
  /** Its required arguments that take any text. */
  textArguments: string[];
  /** Arguments that satisfy the tool's input schema as far as one can guess. */
  arguments: { [key: string]: Json };
  /** The names of all its arguments. */
  argumentNames: string[];
  /** Whether it may be called as a task (2025-11-25 basic/utilities/tasks «Tool-Level Negotiation»). */
  mayBeTask: boolean;
}

/** The tools of a tools/list answer. */
export function toolsOf(exchange: Exchange): ListedTool[] {
  const answer = answerOf(exchange);
  const tools = answer.kind === 'result' ? answer.result['tools'] : undefined;
  if (!Array.isArray(tools)) return [];
  return tools.filter(isObject).flatMap((tool) => {
    const { name, annotations, inputSchema, execution } = tool;
    if (typeof name !== 'string') return [];
    const hints = isObject(annotations) ? annotations : {};
    const readOnly = hints['readOnlyHint'] === true;
    const additive = !readOnly && hints['destructiveHint'] === false && hints['openWorldHint'] === false;
    return [
      {
        name,
        readOnly,
        additive,
        textArguments: textArguments(inputSchema),
        arguments: sampleArguments(inputSchema),
        argumentNames: Object.keys(propertiesOf(inputSchema)),
        mayBeTask:
          isObject(execution) && ['optional', 'required'].some((one) => execution['taskSupport'] === one),
      },
    ];
  });
}

function readOnlyTools(listing: Exchange): Operation[] {
  return toolsOf(listing)
    .filter((tool) => tool.readOnly)
    .slice(0, TOOLS_TRIED)
    .map((tool) => callTool(tool.name, tool.arguments));
}

/** The simplest value of each required property. */
export function sampleArguments(schema: Json | undefined): { [key: string]: Json } {
  return Object.fromEntries(requiredProperties(schema).map(([name, value]) => [name, sampleValue(value)]));
}

function textArguments(schema: Json | undefined): string[] {
  const restricted = ['enum', 'const', 'pattern', 'format'];
  return requiredProperties(schema).flatMap(([name, value]) => {
    const isText = isObject(value) && value['type'] === 'string';
    return isText && !restricted.some((keyword) => keyword in value) ? [name] : [];
  });
}

function requiredProperties(schema: Json | undefined): [name: string, schema: Json | undefined][] {
  const properties = propertiesOf(schema);
  const required = isObject(schema) && Array.isArray(schema['required']) ? schema['required'] : [];
  const names = required.filter((name): name is string => typeof name === 'string');
  return names.map((name) => [name, properties[name]]);
}

function propertiesOf(schema: Json | undefined): { [key: string]: Json } {
  return isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
}

function sampleValue(schema: Json | undefined): Json {
  if (!isObject(schema)) return 'test';
  if (schema['default'] !== undefined) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null;
  if (schema['const'] !== undefined) return schema['const'];
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? schema['minimum'] : 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return sampleArguments(schema);
    default:
      return 'test';
  }
}
