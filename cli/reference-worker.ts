/** What runs in the thread of `reference-thread.ts`: starts and stops reference servers as it is told. */
import { parentPort } from 'node:worker_threads';
import { startReferenceServer, type ReferenceServer, type ServerOptions } from '../server/index.ts';

/** A server is named by the number of the order that started it. */
export type Order = { id: number } & ({ start: ServerOptions } | { stop: number });
/** The order was carried out, unless there is trouble. */
export interface Answer {
  id: number;
  trouble?: string;
}

const servers = new Map<number, ReferenceServer>();

parentPort?.on('message', (order: Order) => {
  carryOut(order).then(
    () => answer({ id: order.id }),
    (error: unknown) =>
      answer({ id: order.id, trouble: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(message: Answer): void {
  parentPort?.postMessage(message);
}

async function carryOut(order: Order): Promise<void> {
  if ('start' in order) {
    servers.set(order.id, await startReferenceServer(order.start));
    return;
  }
  await servers.get(order.stop)?.close();
  servers.delete(order.stop);
}
