/** A thread of its own for reference servers: what they do takes half of a lab run, and another core can do it. */
import { Worker } from 'node:worker_threads';
import type { ServerOptions } from '../server/index.ts';
import type { Answer, Order } from './reference-worker.ts';

type Task = { start: ServerOptions } | { stop: number };

/** Where reference servers are started. Both kinds of place give the same servers. */
export type StartReferenceServer = (options: ServerOptions) => Promise<{ close(): Promise<void> }>;

/**
 * Begins a thread, which loads its modules at once, and gives what starts servers in it. It does not keep the process,
 * and ends with it. Undefined where the source runs unbuilt: what compiles it in this thread does not in another.
 */
export function openReferenceThread(): StartReferenceServer | undefined {
  if (import.meta.url.endsWith('.ts')) return undefined;
  const worker = new Worker(new URL('../cli/reference-worker.js', import.meta.url), {
    // What a request leaves behind is swept up early: two heaps at once would hold 30 MB of it.
    resourceLimits: { maxYoungGenerationSizeMb: 3 },
  });
  worker.unref();
  // A fault in there is a fault of ours, and ends the run as one in here would.
  worker.on('error', (error) => {
    throw error;
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  worker.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
  let orders = 0;
  const order = async (task: Task): Promise<number> => {
    const id = (orders += 1);
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    worker.postMessage({ id, ...task } satisfies Order);
    const { trouble } = await answered;
    waiting.delete(id);
    if (trouble !== undefined) throw new Error(trouble);
    return id;
  };
  return async (options) => {
    const server = await order({ start: options });
    return {
      close: async () => {
        await order({ stop: server });
      },
    };
  };
}
