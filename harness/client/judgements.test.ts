import { describe, expect, it } from 'vitest';
import type { Exchange, Json } from '../contract.ts';
import { loopIn, noStaleClient, recovered, wasCutShort } from './judgements.ts';
import type { Observed } from './lab.ts';
import { readStory } from './story.ts';

const ENDPOINT = 'http://127.0.0.1:1/mcp';
const ISSUER = 'http://127.0.0.1:2';
let count = 0;

interface Made {
  exchange: Exchange;
  attempt: number;
}

function exchange(attempt: number, request: Partial<Exchange['request']>, status: number, body = ''): Made {
  count += 1;
  const via = request.url === ENDPOINT ? 'server' : 'mock-as';
  const made: Exchange = {
    id: `x${count}`,
    by: 'client/test',
    via,
    request: { method: 'POST', url: ENDPOINT, headers: [], ...request },
    response: { status, headers: [], body },
    timing: { startedMs: attempt * 1_000 + 1, durationMs: 1 },
  };
  return { exchange: made, attempt };
}

const register = (attempt: number, id: string) =>
  exchange(
    attempt,
    { url: `${ISSUER}/register`, body: '{"redirect_uris":["http://127.0.0.1/callback"]}' },
    201,
    JSON.stringify({ client_id: id }),
  );
const authorize = (attempt: number, id: string) =>
  exchange(attempt, { method: 'GET', url: `${ISSUER}/authorize?client_id=${id}` }, 400);
const call = (attempt: number, status = 200) =>
  exchange(attempt, { url: ENDPOINT, headers: [['Authorization', 'Bearer ‹access_token:1›']] }, status);

function story(made: Made[], endedByLab?: 'requests' | 'time', durationMs = 10) {
  const last = Math.max(...made.map(({ attempt }) => attempt));
  const launches: Json = Array.from({ length: last }, (_, index) => ({
    attempt: index + 1,
    startedMs: (index + 1) * 1_000,
    exitCode: 0,
    durationMs,
    output: '',
    opened: [],
    ...(endedByLab === undefined ? {} : { endedByLab }),
  }));
  const observed: Observed = {
    traffic: made.map((one) => one.exchange),
    facts: { endpoint: '/mcp', url: ENDPOINT, issuer: ISSUER, launches, requests: {}, notes: {} },
  };
  return readStory(observed);
}

describe('recovered', () => {
  const first = [register(1, 'one'), call(1)];

  it('is what a fresh registration and service after it show', () => {
    const seen = story([...first, authorize(2, 'one'), register(3, 'two'), call(3)]);
    expect(recovered(seen, 'a page')).toEqual({ kind: 'ok' });
  });

  it('is not what a client shows that keeps using the dead id', () => {
    const seen = story([...first, authorize(2, 'one'), authorize(3, 'one')]);
    expect(recovered(seen, 'a page')).toMatchObject({
      kind: 'violation',
      actual: expect.stringContaining('keeps using the registration that is gone') as string,
    });
  });

  it('is nothing that is proven by a client that got in without asking', () => {
    const seen = story([...first, authorize(2, 'one'), call(2)]);
    expect(recovered(seen, 'a page').kind).toBe('not-applicable');
  });

  it('does not concern who keeps no registration, or makes none', () => {
    expect(recovered(story([...first, register(2, 'two'), call(2)]), 'a page').kind).toBe('not-applicable');
    expect(noStaleClient(story([authorize(1, 'given'), authorize(2, 'given')]))?.kind).toBe('not-applicable');
  });
});

describe('loopIn', () => {
  const registrations = (times: number) =>
    Array.from({ length: times }, (_, index) => register(2, `${index}`));

  it('counts in one attempt, with bounds', () => {
    expect(loopIn(story([register(1, 'a'), ...registrations(1)]))).toBeUndefined();
    expect(loopIn(story([register(1, 'a'), ...registrations(2)]))).toMatchObject({
      expected: 'at most 1 registrations in an attempt',
      actual: expect.stringContaining('attempt 2: registrations 2') as string,
    });
    expect(loopIn(story([register(1, 'a'), ...registrations(2)]), 2, { registration: 2 })).toBeUndefined();
  });

  it('is what a client shows that had to be ended', () => {
    expect(loopIn(story([register(1, 'a'), call(2)], 'requests'))?.kind).toBe('violation');
  });
});

describe('a launch that was ended for its time', () => {
  const first = [register(1, 'one'), call(1)];
  const last = (seen: ReturnType<typeof story>) => seen.launches.at(-1);

  it('is cut short when the client was still at it', () => {
    const seen = story([...first, authorize(2, 'one')], 'time', 1);
    expect(wasCutShort(seen, last(seen))).toBe(true);
    expect(recovered(seen, 'a page')).toMatchObject({ kind: 'unclear' });
  });

  it('is not when the client had been silent for most of it', () => {
    const seen = story([...first, authorize(2, 'one')], 'time', 900);
    expect(wasCutShort(seen, last(seen))).toBe(false);
    expect(recovered(seen, 'a page')).toMatchObject({ kind: 'violation' });
  });

  it('is no excuse for who goes round in circles', () => {
    const circles = Array.from({ length: 8 }, () => authorize(2, 'one'));
    const seen = story([...first, ...circles], 'time', 1);
    expect(recovered(seen, 'a page')).toMatchObject({ kind: 'violation' });
  });

  it('is cut short only where time was the reason', () => {
    const seen = story([...first, authorize(2, 'one')], 'requests', 1);
    expect(wasCutShort(seen, last(seen))).toBe(false);
  });
});
