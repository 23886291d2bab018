/** An MCP server that changes to another authorization server, and the client that has to notice. */
import {
  atSecond,
  bearerOf,
  doesNotApply,
  unclear,
  type ClientLab,
  type Judgement,
  type LabRequest,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';

/** The client has been let in, and is about to call a tool. */
const isCall = ({ kind, rpc, token }: LabRequest): boolean =>
  kind === 'mcp' && rpc === 'tools/call' && token !== undefined;

/** The change happens at the first call of a tool, or at the latest when the first launch is over. */
export async function whileInUse(lab: ClientLab, launch: () => Promise<unknown>): Promise<void> {
  const before = lab.story().launches.length;
  const isLater = () => lab.story().launches.length > before;
  const undo = await lab.migrate({ when: (request) => isCall(request) || isLater() });
  await launch();
  undo();
}

/** A client that registers itself; it is launched again where it did not see the new server in the first launch. */
export const MOVED: Scenario = {
  name: 'moved',
  official: 'auth/authorization-server-migration',
  play: async (lab) => {
    await whileInUse(lab, async () => {
      await lab.launch();
      if (!hasTurned(lab.story())) await lab.launch();
    });
    return undefined;
  },
};

/** The client has gone on at the new authorization server, further than to its metadata. */
export function hasTurned(story: Story): boolean {
  return atSecond(story).some(({ kind }) => kind !== 'server-metadata');
}

/** Of a client that did not turn to the new authorization server: it has to have heard that its token is good no longer. */
export function stayedBehind(steps: readonly Step[]): Judgement {
  const isRefused = steps.some(
    (step) => step.kind === 'mcp' && step.status === 401 && bearerOf(step) !== undefined,
  );
  return isRefused
    ? doesNotApply(
        'The client did not turn to the authorization server that the metadata changed to; whether it reads the metadata again is judged by another check.',
      )
    : unclear('The client ended before it could notice that the authorization server had changed.');
}

/** The change happens while the user is in the browser. */
export const MOVED_BETWEEN: Scenario = {
  name: 'moved-between',
  async play(lab) {
    await lab.migrate({ when: ({ kind }) => kind === 'authorization' });
    await lab.launch();
    return undefined;
  },
};

/**
 * Of a client that redeemed no code while the metadata changed: who has one, looks at the metadata again and stops by itself
 * has given it up, which is safe.
 */
export function withoutRedemption({ steps, launches }: Story, hasCode: boolean): Judgement {
  const authorized = steps.findIndex(({ kind }) => kind === 'authorization');
  const looksAgain = steps
    .slice(authorized + 1)
    .some(({ kind }) => kind === 'resource-metadata' || kind === 'server-metadata');
  const wasEnded = launches.some(({ endedByLab }) => endedByLab !== undefined);
  return hasCode && looksAgain && !wasEnded
    ? doesNotApply(
        'The client looked at the metadata again, which named another authorization server by then, and gave its code up: it sent it nowhere.',
      )
    : unclear('The client redeemed no code.');
}
