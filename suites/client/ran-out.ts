/** Access tokens that run out while a client is at work, and what it has got to renew them. */
import {
  bearerOf,
  clientIn,
  isSuccess,
  refusedTokenChallenge,
  tokenResponse,
  withoutRefreshTokens,
  type ClientLab,
  type LabAnswer,
  type Scenario,
  type Step,
  type Story,
} from '../../harness/index.ts';

/** RFC 6750 §3.1. */
export function tokenRanOut(lab: ClientLab): LabAnswer {
  return {
    status: 401,
    headers: { 'WWW-Authenticate': refusedTokenChallenge(lab.url, 'The access token expired') },
    json: { error: 'invalid_token' },
  };
}

/** All tokens of before have run out when the client first sends this request, whatever else it sends beside it. */
function expireAt(lab: ClientLab, method: string): void {
  lab.answer(
    ({ kind, rpc, token }) => kind === 'mcp' && rpc === method && token !== undefined,
    () => {
      lab.expireTokens();
      return tokenRanOut(lab);
    },
    { times: 1 },
  );
}

function refreshed(lab: ClientLab): number {
  return lab.story().of('refresh').filter(isSuccess).length;
}

/** What is sent side by side meets within so long; the second figure is for processes, which start less evenly. */
export const MEETING_MS = { requests: 150, processes: 400 };

/** A refresh is answered when another one is there, or none came for a while: whether two meet is no matter of luck. */
export function letRefreshesMeet(lab: ClientLab, withinMs: number): () => void {
  let meet: (() => void) | undefined;
  return lab.answer('refresh', async () => {
    meet?.();
    const another = new Promise<void>((resolve) => (meet = resolve));
    await Promise.race([another, lab.until(Date.now() + withinMs)]);
    return undefined;
  });
}

/** Twice within a launch, or in a second one; the last launch is of two processes with the same storage. */
export const RAN_OUT: Scenario = {
  name: 'ran-out',
  async play(lab) {
    expireAt(lab, 'tools/list');
    expireAt(lab, 'tools/call');
    const end = letRefreshesMeet(lab, MEETING_MS.requests);
    await lab.launch();
    if (refreshed(lab) < 2) {
      lab.expireTokens();
      await lab.launch();
    }
    lab.expireTokens();
    end();
    letRefreshesMeet(lab, MEETING_MS.processes);
    await lab.launchTogether(2);
    return undefined;
  },
};

/** Refreshing gives an access token and nothing else; the refresh token that the client has stays good. */
export const REFRESHED_WITHOUT_ROTATION: Scenario = {
  name: 'refreshed-without-rotation',
  async play(lab) {
    lab.answer('refresh', async (request) => ({
      status: 200,
      json: await tokenResponse(lab, clientIn(request) ?? ''),
    }));
    expireAt(lab, 'tools/list');
    expireAt(lab, 'tools/call');
    await lab.launch();
    for (let more = 0; more < 2 && refreshed(lab) < 2; more += 1) {
      lab.expireTokens();
      await lab.launch();
    }
    return undefined;
  },
};

/** Nobody was ever given a refresh token. */
export const RAN_OUT_WITHOUT_REFRESH_TOKEN: Scenario = {
  name: 'ran-out-without-refresh-token',
  async play(lab) {
    withoutRefreshTokens(lab);
    expireAt(lab, 'tools/list');
    await lab.launch();
    if (firstExpired(lab.story()) === undefined) lab.expireTokens();
    if (!isServedAgain(lab.story())) await lab.launch();
    return undefined;
  },
};

/** The first request whose token had run out. */
export function firstExpired(story: Story): Step | undefined {
  return story.of('mcp').find((step) => step.status === 401 && bearerOf(step) !== undefined);
}

/** Served with another token than the one that had run out. */
export function isServedAgain(story: Story): boolean {
  const expired = firstExpired(story);
  if (expired === undefined) return false;
  const old = bearerOf(expired);
  return story
    .of('mcp')
    .some((step) => isSuccess(step) && bearerOf(step) !== undefined && bearerOf(step) !== old);
}

/** The attempt in which two processes ran. */
export function attemptOfTwo({ launches }: Story): number | undefined {
  const last = launches.at(-1)?.attempt;
  return launches.filter(({ attempt }) => attempt === last).length > 1 ? last : undefined;
}
