import { readFile } from 'node:fs/promises';
import type { ControlClient, ControlInfo, Outage } from '../../mock-as/index.ts';
import { inconclusive } from '../signals.ts';
import type { LabAuthorizationServer } from './authorization-server.ts';
import { ChildTrouble } from './child.ts';
import type { Lab } from './lab.ts';
import { startUpstream } from './upstream.ts';

/** Where the control plane of a running mock is, and the secret that it printed. */
export interface ControlAddress {
  url: string;
  secret: string;
}

/**
 * A lab of a mock that runs already and a server that somebody else has started and wired to it. Nothing is started
 * but the upstream, which that server knows nothing of.
 *
 * @throws ChildTrouble when the mock is not reached, or is in no state to test with.
 * @throws ControlFailure when the address is none of a control plane, or the secret another one.
 */
export async function joinLab(endpoint: string, { url, secret }: ControlAddress): Promise<Lab> {
  const { ControlFailure, createControlClient } = await import('../../mock-as/index.ts');
  const control = createControlClient(url, secret);
  const info = await control.info().catch((error: unknown) => {
    throw error instanceof ControlFailure && error.reason === 'unreachable'
      ? new ChildTrouble(`${error.message} Is the mock authorization server running?`)
      : error;
  });
  await requireOrder(control, info);
  const started = new Set<Outage>();
  const isGone = (error: unknown) => error instanceof ControlFailure && error.reason === 'unreachable';
  const mock = remoteMock(control, { ...info, ...resourceFor(endpoint, info) }, { started, isGone });
  const upstream = await startUpstream();
  const cannot = () => Promise.reject(new Error('The server under test was started by somebody else.'));
  return {
    endpoint,
    mock,
    upstream,
    profile: info.profile,
    isJoined: true,
    ca: info.tls === undefined ? undefined : await readFile(info.tls.caFile, 'utf8').catch(() => undefined),
    generation: 0,
    restart: cannot,
    moveAway: cannot,
    close: async () => {
      await Promise.allSettled([...[...started].map((outage) => outage.end()), upstream.close()]);
    },
  };
}

/** An outage that is on already, or a clock that is ahead, would be blamed on the server under test. */
async function requireOrder(control: ControlClient, { clock }: ControlInfo): Promise<void> {
  const outages = await control.outages.list();
  if (outages.length > 0) {
    const modes = outages.map(({ mode }) => mode).join(', ');
    throw new ChildTrouble(
      `An outage (${modes}) is staged at the mock authorization server already, so nothing would be tested. End it: DELETE ${control.url}/outages .`,
    );
  }
  if (clock.offset !== 0) {
    const where = clock.offset > 0 ? 'ahead' : 'behind';
    throw new ChildTrouble(
      `The clock of the mock authorization server is ${Math.abs(clock.offset)} s ${where}, and the server under test does not go by it. Set it right: DELETE ${control.url}/clock .`,
    );
  }
}

/** The mock may guard several servers: the one with the URL under test, else the first. */
function resourceFor(endpoint: string, { resources, resource, urls }: ControlInfo) {
  const wanted = new URL(endpoint).href;
  const found = resources.find(
    ({ resource: { url } }) => url !== undefined && URL.canParse(url) && new URL(url).href === wanted,
  );
  return found ?? { resource, urls };
}

interface Keeping {
  /** Outages that this run has staged and not ended. */
  started: Set<Outage>;
  isGone: (error: unknown) => boolean;
}

/** The calls that go by way of a control client; a mock that has gone makes a check inconclusive. */
function remoteMock(
  control: ControlClient,
  { urls, resource, client }: Pick<ControlInfo, 'urls' | 'resource' | 'client'>,
  { started, isGone }: Keeping,
): LabAuthorizationServer {
  const asked = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
    answer.catch((error: unknown) => {
      throw isGone(error) && error instanceof Error ? inconclusive(error.message) : error;
    });
  const outage: LabAuthorizationServer['outage'] = async (options) => {
    const staged = await asked(control.outage(options));
    const end = async () => {
      started.delete(kept);
      // A mock that has gone has taken its outages along.
      await staged.end().catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    };
    const kept: Outage = {
      id: staged.id,
      mode: staged.mode,
      get affected() {
        return staged.affected;
      },
      end,
      [Symbol.asyncDispose]: end,
    };
    started.add(kept);
    return kept;
  };
  return {
    urls,
    resource,
    client,
    traffic: { list: () => asked(control.traffic.list()) },
    // The resource of the server under test need not be the first one.
    mint: (options) => asked(control.mint({ resource: resource.id, ...options })),
    jwks: () => asked(control.jwks()),
    unpublishedJwk: () => asked(control.unpublishedJwk()),
    outage,
    rotateKeys: (options) => asked(control.rotateKeys(options)),
    setKeySetMaxAge: (seconds) => asked(control.setKeySetMaxAge(seconds)),
    forgetClient: (id) => asked(control.forgetClient(id)),
    revoke: (token) => asked(control.revoke(token)),
  };
}
