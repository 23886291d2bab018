/** Where the client listens for the browser, and how long. */
import {
  accepts,
  doesNotApply,
  outsideAddresses,
  type Judgement,
  type Scenario,
  type Story,
} from '../../harness/index.ts';

const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/**
 * While the browser is at the authorization server, its port is tried by the addresses of this machine that others can
 * reach; and again on this machine when the client is at work with its token.
 */
export const CALLBACK_LISTENER: Scenario = {
  name: 'callback-listener',
  async play(lab) {
    const notes: { heard?: boolean; outside?: string[]; open?: boolean } = {};
    let port: number | undefined;
    lab.answer('authorization', async ({ parameters }) => {
      port = loopbackPort(parameters.get('redirect_uri'));
      if (port === undefined) return undefined;
      notes.heard = await becomesHeard(port, lab.until);
      const outside = await Promise.all(
        outsideAddresses().map(async (address) => ((await accepts(address, port ?? 0)) ? [address] : [])),
      );
      notes.outside = outside.flat();
      return undefined;
    });
    lab.answer(
      ({ kind, token }) => kind === 'mcp' && token !== undefined,
      async () => {
        if (port !== undefined) notes.open = await accepts('127.0.0.1', port);
        return undefined;
      },
    );
    await lab.launch();
    return { ...notes, addresses: outsideAddresses().length };
  },
};

function loopbackPort(redirectUri: string | null): number | undefined {
  if (redirectUri === null || !URL.canParse(redirectUri)) return undefined;
  const { protocol, hostname, port } = new URL(redirectUri);
  const isLocal = protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname);
  return isLocal && port !== '' ? Number(port) : undefined;
}

/** An authorization server that approves by itself may be quicker than the listener of the client. */
async function becomesHeard(port: number, until: (moment: number) => Promise<void>): Promise<boolean> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    if (await accepts('127.0.0.1', port)) return true;
    if (Date.now() > deadline) return false;
    await until(Date.now() + PAUSE_MS);
  }
}

/** Why there is nothing to judge; undefined when there is. */
export function noListener({ notes }: Story): Judgement | undefined {
  return notes['heard'] === true
    ? undefined
    : doesNotApply('The client listens on no port of this machine for the browser.');
}
