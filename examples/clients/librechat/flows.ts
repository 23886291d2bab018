import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** One login of a user at one MCP server, as all requests of that user see it. */
export type Flow = {
  status: 'pending' | 'completed' | 'failed';
  /** Milliseconds since 1970, when it took that status. */
  since: number;
  /** What the user is to open in the browser. */
  authorizationUrl?: string;
};

/** Where requests, and processes, learn of each other's logins. */
export interface Flows {
  read(): Promise<Flow | undefined>;
  write(flow: Omit<Flow, 'since'>): Promise<void>;
  /** The flow as soon as it is no longer pending; the pending one when that takes too long. */
  settled(patienceMs: number): Promise<Flow | undefined>;
}

const POLL_MS = 25;

export function openFlows(folder: string): Flows {
  const file = join(folder, 'flow.json');
  const read = (): Promise<Flow | undefined> =>
    readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as Flow,
      () => undefined,
    );
  return {
    read,
    async write(flow) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, JSON.stringify({ ...flow, since: Date.now() }));
    },
    async settled(patienceMs) {
      const until = Date.now() + patienceMs;
      for (;;) {
        const flow = await read();
        if (flow?.status !== 'pending' || Date.now() > until) return flow;
        await delay(POLL_MS);
      }
    },
  };
}
