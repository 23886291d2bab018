import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange, Revision } from '../contract.ts';
import { createGuard } from '../http/guard.ts';
import { createRecorder, type Recorder, type Reply } from '../http/recorder.ts';
import { createRedactor } from '../http/redact.ts';
import { answerOf, isObject, isServed } from '../mcp/answer.ts';
import { detectRevision } from '../mcp/era.ts';
import type { Login } from '../oauth/visit.ts';
import { MODERN, newestOf } from '../mcp/revision.ts';
import { callTool, LIST_TOOLS, openingOperation } from '../mcp/wire.ts';
import { VERSION } from '../version.ts';
import { createAuthorizer, type Authorizer } from './authorization.ts';
import { createCalls, type Calls } from './calls.ts';
import { createJournal, Halt, type Journal } from './journal.ts';
import { openMemory } from '../oauth/memory.ts';
import { looksLike, type Session } from './session.ts';
import type { ConnectOptions, ConnectReport } from './types.ts';

/**
 * Connects to an MCP server as a conforming client does, step by step, and tells which layer failed. The report is
 * given also when it ends early.
 *
 * @throws UnreadableStorage, and what Node.js says when the storage cannot be read or written.
 */
export async function connect(options: ConnectOptions): Promise<ConnectReport> {
  const started = new Date();
  const url = new URL(options.url);
  const redactor = createRedactor();
  const { client, specVersion = 'auto' } = options;
  if (client?.secret !== undefined) redactor.learn('client_secret', client.secret);
  const memory = await openMemory(options.storage, redactor);
  const recorder = createRecorder({
    redactor,
    guard: createGuard({ target: url }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  const rules: Revision = specVersion === 'auto' ? MODERN : specVersion;
  const journal = createJournal({
    rules,
    redactor,
    requirement: options.requirement,
    onStep: options.onStep,
  });
  let login: (Login & Partial<AsyncDisposable>) | undefined;
  try {
    login = await options.login?.(recorder);
    const session: Session = {
      ...{ options, url, rules, recorder, journal, memory, login },
      async send(step, outgoing) {
        const timeout = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
        const reply = await recorder.send({ ...timeout, ...outgoing }, `connect/${step.step.layer}`);
        step.show(...reply.hops, reply.exchange);
        return reply;
      },
      wait: options.wait ?? ((milliseconds) => pause(milliseconds, options.signal)),
    };
    const authorizer = createAuthorizer(session);
    const outcome = await run(session, authorizer);
    return reportOf({ started, rules, journal, recorder, options }, outcome);
  } finally {
    await recorder.close();
    await login?.[Symbol.asyncDispose]?.();
  }
}

/** Ends early when the attempt is ended; the next request then says so. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

interface Outcome {
  spoken?: Revision;
  halt?: Halt;
  isFallback: boolean;
}

async function run(session: Session, authorizer: Authorizer): Promise<Outcome> {
  const calls = createCalls(session, authorizer);
  let spoken: Revision | undefined;
  try {
    spoken = await open(session, calls);
    const tools = toolsIn(await calls.perform(spoken, LIST_TOOLS));
    const { tool } = session.options;
    const chosen = typeof tool === 'function' ? tool(tools) : tool;
    if (chosen !== undefined) await calls.perform(spoken, callTool(chosen.name, chosen.arguments));
    return { spoken, isFallback: authorizer.isFallback };
  } catch (error) {
    if (!(error instanceof Halt)) throw error;
    return {
      ...(spoken === undefined ? {} : { spoken }),
      halt: error,
      isFallback: authorizer.isFallback,
    };
  }
}

/** Opens the conversation; finds out the revision where none was asked for. */
async function open(session: Session, calls: Calls): Promise<Revision> {
  const { specVersion = 'auto' } = session.options;
  let last: Reply | undefined;
  const perform = async (revision: Revision, operation = openingOperation(revision)) => {
    last = await calls.perform(revision, operation);
    return last.exchange;
  };
  let revision = specVersion === 'auto' ? (await detectRevision(perform)).revision : specVersion;
  if (specVersion !== 'auto') {
    const offered = offeredIn(await perform(revision));
    if (offered !== undefined) await perform((revision = offered));
  }
  if (last !== undefined && !isServed(last.exchange)) throw notMcp(session, last);
  return revision;
}

/** `UnsupportedProtocolVersion` (2026-07-28 schema) says which revisions the server speaks. */
function offeredIn(exchange: Exchange): Revision | undefined {
  const answer = answerOf(exchange);
  const isUnsupported = answer.kind === 'error' && answer.code === -32022;
  const supported = isUnsupported && isObject(answer.data) ? answer.data['supported'] : undefined;
  return Array.isArray(supported) ? newestOf(supported) : undefined;
}

function notMcp(session: Session, reply: Reply) {
  const step = session.journal.begin('call', 'Opening the conversation');
  const answer = answerOf(reply.exchange);
  if (answer.kind === 'error') {
    return step.incomplete({
      text: `The server refuses to open: ${answer.message} (${answer.code ?? '?'}).`,
      cause: 'It does not speak the revision that was asked for.',
      fix: 'Leave out --spec-version, or name one that the server speaks.',
    });
  }
  return step.incomplete({
    text: `${session.url.href} does not speak MCP: it answered ${looksLike(reply)}.`,
    cause: 'The path is not the one of the MCP endpoint, or something else answers there.',
    fix: 'Name the URL of the MCP endpoint; often its path is /mcp .',
  });
}

function toolsIn({ exchange }: Reply): string[] {
  const answer = answerOf(exchange);
  const listed = answer.kind === 'result' ? answer.result['tools'] : undefined;
  const tools = Array.isArray(listed) ? listed.filter(isObject) : [];
  return tools.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}

interface Made {
  started: Date;
  rules: Revision;
  journal: Journal;
  recorder: Recorder;
  options: ConnectOptions;
}

function reportOf({ started, rules, journal, recorder, options }: Made, outcome: Outcome): ConnectReport {
  const { redactor, exchanges } = recorder;
  const failure = failureOf(journal, outcome);
  return {
    schemaVersion: '1',
    tool: { name: 'mcp-auth-conformance', version: VERSION },
    target: { url: redactor.text(options.url) },
    specVersion: rules,
    ...(outcome.spoken === undefined ? {} : { spoken: outcome.spoken }),
    startedAt: started.toISOString(),
    durationMs: Date.now() - started.getTime(),
    ending: failure?.ending ?? 'connected',
    ...(failure === undefined ? {} : { failure: failure.said }),
    steps: [...journal.steps],
    // Once more, for secrets that were learned only after the exchange that holds them.
    exchanges: exchanges.map((exchange) => redactor.again(exchange)),
  };
}

/** Where the way of 2025-03-26 was tried for want of metadata and failed, the want is the failure. */
function failureOf({ steps }: Journal, { halt, isFallback }: Outcome) {
  if (halt === undefined) return undefined;
  const { step, remark } = halt;
  const lacking = isFallback
    ? steps.find(({ layer, outcome }) => layer === 'protected-resource-metadata' && outcome === 'warning')
    : undefined;
  const first = lacking?.remarks.find(({ kind }) => kind === 'warning');
  const blamed =
    lacking === undefined || first === undefined ? { step, remark } : { step: lacking, remark: first };
  const { text, cause, fix } = blamed.remark;
  return {
    ending: blamed.step === step ? halt.ending : ('violation' as const),
    said: {
      layer: blamed.step.layer,
      step: blamed.step.number,
      text,
      ...(cause === undefined ? {} : { cause }),
      ...(fix === undefined ? {} : { fix }),
    },
  };
}
