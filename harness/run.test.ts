import { describe, expect, it } from 'vitest';
import type { Capability, Check, Evidence, Exchange, Judgement, Level, Requirement } from './contract.ts';
import { answered, lost } from './exchange.test-helper.ts';
import { firstProblem, ok, tolerated, violation } from './judgement.ts';
import type { PlannedCheck } from './plan.ts';
import { runChecks, type RunEnvironment } from './run.ts';
import { notApplicable } from './signals.ts';

const requirement: Requirement = {
  id: 'server.test.one',
  role: 'server',
  topic: 'test',
  statement: '',
  levels: { '2025-03-26': 'MUST', '2025-06-18': 'MUST', '2025-11-25': 'MUST', '2026-07-28': 'MUST' },
  sources: [],
  testable: [],
  probe: '',
  mutant: '',
  remedy: 'Mend it.',
};

function planned(parts: Partial<Check<null, Evidence>>, level: Level = 'MUST'): PlannedCheck<null> {
  const check = { id: 'server/test/one', requirement: requirement.id, title: 'It is so', ...parts };
  return { check: { probe: () => Promise.resolve({}), judge: () => ok, ...check }, requirement, level };
}

const enabling = new Proxy({} as Record<Capability, string>, { get: (_, name) => `give ${String(name)}` });
const environment: RunEnvironment<null> = {
  capabilities: new Set<Capability>(['token']),
  enabling,
  concurrency: 4,
  contextFor: () => ({ context: null, restore: () => Promise.resolve() }),
};

async function outcomeOf(
  parts: Partial<Check<null, Evidence>>,
  level?: Level,
  more: Partial<RunEnvironment<null>> = {},
) {
  const [result] = await runChecks([planned(parts, level)], { ...environment, ...more });
  return result;
}

const judgeBy = (judgement: Judgement) => ({ judge: () => judgement });
const probeBy = (evidence: Evidence) => ({ probe: () => Promise.resolve(evidence) });
const control = (exchange: Exchange, holds: true | string) => ({
  control: { title: 'it works', probe: () => Promise.resolve(exchange), holds: () => holds },
});

describe('runChecks', () => {
  it('runs exclusive checks on other instances meanwhile, each on one only and one at a time, and last what looks back', async () => {
    interface Met {
      instance: string;
      id: string;
    }
    const met: string[] = [];
    const busy = new Set<string>();
    const done = new Map<string, () => void>();
    const secondIsDone = new Promise<void>((resolve) => done.set('b', resolve));
    const probe = async ({ instance, id }: Met) => {
      expect(busy.has(instance)).toBe(false);
      busy.add(instance);
      met.push(`${id} at ${instance}`);
      await (id === 'shared' ? secondIsDone : Promise.resolve());
      done.get(id)?.();
      busy.delete(instance);
      return {};
    };
    const check = (id: string, more: { exclusive?: true; last?: true } = {}): PlannedCheck<Met> => ({
      check: { id, requirement: requirement.id, title: 't', ...more, probe, judge: () => ok },
      requirement,
      level: 'MUST',
    });
    const contextsOf = (instance: string) => (id: string) => ({
      context: { instance, id },
      restore: () => Promise.resolve(),
    });
    const exclusive = ['a', 'b', 'c'].map((id) => check(id, { exclusive: true }));
    const results = await runChecks([check('last', { last: true }), ...exclusive, check('shared')], {
      ...environment,
      contextFor: contextsOf('first'),
      others: [Promise.resolve(contextsOf('second')), Promise.resolve(undefined)],
    });
    expect(results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'last pass',
      'a pass',
      'b pass',
      'c pass',
      'shared pass',
    ]);
    expect(met.slice(0, 3)).toEqual(['shared at first', 'a at second', 'b at second']);
    expect(met).toHaveLength(5);
    expect(met.at(-1)).toBe('last at first');
  });

  it('only warns where the catalogue tolerates a departure from a MUST', async () => {
    const departure = judgeBy(tolerated('a', 'b'));
    expect(await outcomeOf(departure)).toMatchObject({ outcome: 'warn', level: 'MUST', expected: 'a' });
    const both = judgeBy(firstProblem([tolerated('a', 'b'), violation('c', 'd')]));
    expect(await outcomeOf(both)).toMatchObject({ outcome: 'fail', expected: 'c' });
  });

  it('makes a violated MUST a failure, everything less a warning', async () => {
    const broken = judgeBy(violation('a', 'b'));
    expect(await outcomeOf(broken)).toMatchObject({
      outcome: 'fail',
      expected: 'a',
      actual: 'b',
      remedy: 'Mend it.',
    });
    for (const level of ['SHOULD', 'MAY', 'practice'] as const)
      expect((await outcomeOf(broken, level))?.outcome).toBe('warn');
  });

  it('concludes nothing from an exchange without an answer', async () => {
    const result = await outcomeOf({
      ...probeBy({ a: answered(200), b: [lost('timeout')] }),
      judge: () => violation('a', 'b'),
    });
    expect(result).toMatchObject({ outcome: 'inconclusive' });
    expect(result?.reason).toContain('timeout');
  });

  it('lets a check that observes failures judge them', async () => {
    const result = await outcomeOf({ ...probeBy({ a: lost() }), observesFailures: true });
    expect(result?.outcome).toBe('pass');
  });

  it('concludes nothing when the control does not hold, or is not answered', async () => {
    expect(await outcomeOf(control(answered(401), 'it was 401'))).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining('it was 401') as string,
    });
    expect((await outcomeOf(control(lost(), true)))?.outcome).toBe('inconclusive');
    expect((await outcomeOf(control(answered(200), true)))?.outcome).toBe('pass');
  });

  it('leaves a check untested when the situation lacks something, and says how to enable it', async () => {
    expect(await outcomeOf({ needs: ['token', 'outage'] })).toMatchObject({
      outcome: 'untested',
      reason: 'give outage',
    });
    expect(
      await outcomeOf({ intrusive: true }, 'MUST', { intrusiveRefused: 'give --intrusive' }),
    ).toMatchObject({ outcome: 'untested' });
  });

  it('tells a reason from a bug', async () => {
    expect(await outcomeOf({ probe: () => Promise.reject(notApplicable('no such thing')) })).toMatchObject({
      outcome: 'not-applicable',
      reason: 'no such thing',
    });
    expect(await outcomeOf({ probe: () => Promise.reject(new TypeError('oops')) })).toMatchObject({
      outcome: 'error',
    });
    expect(
      await outcomeOf({
        judge: () => {
          throw new TypeError('oops');
        },
      }),
    ).toMatchObject({ outcome: 'error' });
  });

  it('runs exclusive checks alone, after the others, their control first, and restores', async () => {
    const order: string[] = [];
    const step = (name: string) => () => {
      order.push(name);
      return Promise.resolve({});
    };
    const exclusive = planned({
      id: 'a',
      exclusive: true,
      probe: step('exclusive'),
      control: {
        title: '',
        probe: async () => {
          order.push('control');
          return answered(200);
        },
        holds: () => true,
      },
    });
    const plan = [exclusive, planned({ id: 'b', probe: step('b') }), planned({ id: 'c', probe: step('c') })];
    const contextFor = (id: string) => ({
      context: null,
      restore: async () => void order.push(`restore ${id}`),
    });
    const results = await runChecks(plan, { ...environment, contextFor });
    expect(order.slice(-3)).toEqual(['control', 'exclusive', 'restore a']);
    expect(results.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('begins with the checks that wait, and keeps the order of the plan in the results', async () => {
    const order: string[] = [];
    const step = (id: string, more: Partial<Check<null, Evidence>> = {}) =>
      planned({
        id,
        probe: () => {
          order.push(id);
          return Promise.resolve({});
        },
        ...more,
      });
    const plan = [step('a'), step('b'), step('c', { waits: true })];
    const results = await runChecks(plan, { ...environment, concurrency: 1 });
    expect(order).toEqual(['c', 'a', 'b']);
    expect(results.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('does not disturb the lab when the control of an exclusive check does not hold', async () => {
    let probed = false;
    const probe = () => {
      probed = true;
      return Promise.resolve({});
    };
    const result = await outcomeOf({ exclusive: true, probe, ...control(answered(401), 'it was 401') });
    expect(result).toMatchObject({ outcome: 'inconclusive', evidence: [expect.any(String)] });
    expect(probed).toBe(false);
  });

  it('keeps names and ids of the evidence, and facts', async () => {
    const one = answered(200);
    const result = await outcomeOf(
      probeBy({ one, several: [one, answered(401)], same: true, none: undefined }),
    );
    expect(result?.evidence).toHaveLength(2);
    expect(result?.exhibits).toMatchObject({ one: one.id, same: true });
  });

  it('does nothing more once interrupted', async () => {
    expect(await outcomeOf({}, 'MUST', { signal: AbortSignal.abort() })).toMatchObject({
      outcome: 'inconclusive',
    });
  });
});
