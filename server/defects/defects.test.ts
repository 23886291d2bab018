import { describe, expect, it } from 'vitest';
import { json } from '../fake-as.test-helper.ts';
import { call, LIST, startBench, type Bench } from '../wire.test-helper.ts';
import { loadDefects } from './load.ts';

const defects = await loadDefects();

/** What each example lie does that the conforming server does not: status there and here. */
const LIES: Record<string, (bench: Bench) => Promise<unknown>> = {
  'token-validation/audience-mismatch': async (bench) =>
    (await bench.post(LIST, await bench.as.mint({ aud: 'https://other.example' }))).status,
  'challenge/www-authenticate-present': async (bench) =>
    (await bench.post(LIST)).headers.has('www-authenticate'),
  'availability/unverifiable-503': async (bench) => {
    bench.as.answers.set('/keys', json({}, 500));
    return (await bench.post(LIST, await bench.as.mint())).status;
  },
  'scope/enforced': async (bench) =>
    (await bench.post(call('save_search', { query: 'x' }), await bench.as.mint({ scope: '' }))).status,
  'token-validation/query-token-ignored': async (bench) =>
    (
      await fetch(`${bench.server.url}?access_token=${await bench.as.mint()}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify(LIST),
      })
    ).status,
  'security/jwt-alg-none': async (bench) => {
    const [, payload] = (await bench.as.mint()).split('.');
    return (await bench.post(LIST, `${Buffer.from('{"alg":"nOnE"}').toString('base64url')}.${payload}.`))
      .status;
  },
};

describe('defects', () => {
  it.each(defects)('$id names what it breaks and says so', ({ id, breaks, title, alter, options }) => {
    expect(breaks).toMatch(/^server\.[a-z-]+\.[a-z0-9-]+$/);
    expect(`server.${id.split('/')[0]}`).toBe(breaks.split('.').slice(0, 2).join('.'));
    expect(title).toMatch(/^[A-Za-z].*[^.]$/);
    expect(alter ?? options).toBeDefined();
  });

  it.each(Object.entries(LIES))('%s lies', async (id, observe) => {
    const defect = defects.filter((candidate) => candidate.id === id);
    expect(defect).toHaveLength(1);
    await using honest = await startBench();
    await using lying = await startBench({}, defect);
    const [truth, lie] = [await observe(honest), await observe(lying)];
    expect(lie).not.toEqual(truth);
    expect((await lying.post(LIST, await lying.as.mint())).status).toBeLessThan(600);
  });

  // A lie is about one thing. Others refuse good tokens by their nature; what those break, the kill matrix tells.
  it.each(Object.keys(LIES))('%s still serves a good token', async (id) => {
    await using bench = await startBench(
      {},
      defects.filter((defect) => defect.id === id),
    );
    expect((await bench.post(LIST, await bench.as.mint())).status).toBe(200);
  });
});
