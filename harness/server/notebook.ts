import { randomUUID } from 'node:crypto';
import type { Exchange } from '../contract.ts';
import { isServed } from '../mcp/answer.ts';
import { callTool, type Operation } from '../mcp/wire.ts';
import { notApplicable } from '../signals.ts';
import type { ListedTool } from './protection.ts';

/** Two tools by which an effect can be seen: one keeps a text, the other shows what was kept. */
export interface Notebook {
  write: (text: string) => Operation;
  read: Operation;
}

/** At most so many tools of each kind are tried. */
const TRIED = 5;

/**
 * Finds a tool that keeps a text and a read-only tool that then shows it. Only tools are tried that say of themselves
 * that they destroy nothing and touch nothing outside (`destructiveHint` and `openWorldHint` are false).
 *
 * @throws Stop when there is no such pair.
 */
export async function findNotebook(
  tools: ListedTool[],
  send: (operation: Operation) => Promise<Exchange>,
): Promise<Notebook> {
  const readers = tools.filter((tool) => tool.readOnly && Object.keys(tool.arguments).length === 0);
  const writers = tools.filter((tool) => tool.additive && tool.textArguments.length > 0);
  for (const writer of writers.slice(0, TRIED)) {
    const text = `conformance-${randomUUID()}`;
    if (!isServed(await send(writeWith(writer, text)))) continue;
    for (const { name } of readers.slice(0, TRIED)) {
      const read = callTool(name);
      const shown = await send(read);
      if (shows(shown, text)) return { read, write: (other) => writeWith(writer, other) };
    }
  }
  throw notApplicable(
    'No pair of tools was found of which one keeps a text without destroying anything and the other shows it, so no effect can be seen.',
  );
}

/** True when an answer contains the text. */
export function shows(exchange: Exchange, text: string): boolean {
  return exchange.response?.body.includes(text) ?? false;
}

function writeWith(tool: ListedTool, text: string): Operation {
  const texts = Object.fromEntries(tool.textArguments.map((name) => [name, text]));
  return callTool(tool.name, { ...tool.arguments, ...texts });
}
