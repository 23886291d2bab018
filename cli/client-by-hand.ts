/** `client --interactive`: tells a person where to connect to, and what the client does there. */
import type { Readable, Writable } from 'node:stream';
import { clean } from '../harness/clean.ts';
import type { ByHand } from '../harness/client/by-hand.ts';
import { bearerOf, type Step, type StepKind } from '../harness/client/steps.ts';

export interface Watch {
  person: ByHand;
  /** Ends the session, as Enter does; false when it has ended already, or has not begun. */
  end: () => boolean;
}

const WHAT: Record<StepKind, string> = {
  'resource-metadata': 'reads the metadata of the MCP server',
  'server-metadata': 'reads the metadata of the authorization server',
  registration: 'registers itself',
  authorization: 'has its user authorize it in the browser',
  code: 'redeems the code for a token',
  refresh: 'refreshes its token',
  token: 'asks for a token',
  mcp: 'calls the MCP server',
  other: 'asks for something else',
};

/** One line of what a client did: `reads the metadata of the MCP server: GET /.well-known/…, 200`. */
export function lineOf(step: Step): string {
  const { kind, exchange, sent, status } = step;
  const { method, url } = exchange.request;
  const rpc = typeof sent['method'] === 'string' ? ` (${sent['method']})` : '';
  const token = kind !== 'mcp' ? '' : bearerOf(step) === undefined ? ' without a token' : ' with a token';
  const line = `${WHAT[kind]}${rpc}${token}: ${method} ${new URL(url).pathname}, ${status ?? 'no answer'}`;
  // It names what the client sent.
  return clean(line);
}

/** @param keys Where Enter comes from. */
export function watchByHand(output: Writable, keys: Readable): Watch {
  let done: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (done = resolve));
  let state: 'before' | 'watching' | 'over' = 'before';
  const end = (): boolean => {
    if (state !== 'watching') return false;
    state = 'over';
    keys.off('data', onKey).pause();
    output.write('Judging what was seen …\n');
    done();
    return true;
  };
  const onKey = (chunk: unknown): void => {
    if (String(chunk).includes('\n')) end();
  };
  return {
    person: {
      begin(url) {
        state = 'watching';
        output.write(
          `Connect your client to\n\n  ${url}\n\n` +
            'Let it authorize (the browser is sent straight back), list the tools and call one. Enter ends this.\n\n',
        );
        keys.on('data', onKey);
      },
      step: (step) => {
        if (state === 'watching') output.write(`  ${lineOf(step)}\n`);
      },
      over,
    },
    end,
  };
}
