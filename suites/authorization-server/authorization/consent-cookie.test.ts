import { expect, it } from 'vitest';
import check from './consent-cookie.ts';

const good = {
  name: '__Host-consent',
  secure: true,
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  hostOnly: true,
};
const evidence = {
  exchanges: [],
  cookies: [good],
  mayBeSecure: true,
  goodForOther: false,
  canBeForged: false,
};
const judge = (change: Partial<typeof evidence>) => check.judge({ ...evidence, ...change });

it('passes a cookie that has everything, and on this machine one without what needs https', () => {
  expect(judge({})).toMatchObject({ kind: 'ok' });
  expect(judge({ cookies: [{ ...good, sameSite: 'strict' }] })).toMatchObject({ kind: 'ok' });
  const plain = { ...good, name: 'consent', secure: false };
  expect(judge({ cookies: [plain], mayBeSecure: false })).toMatchObject({ kind: 'ok' });
});

it.each([
  ['HttpOnly', { httpOnly: false }],
  ['Secure', { secure: false }],
  ['__Host-', { name: 'consent' }],
  ['SameSite', { sameSite: 'none' }],
])('names what is missing: %s', (what, change) => {
  const cookies = [{ ...good, ...change }];
  expect(judge({ cookies })).toMatchObject({
    kind: 'violation',
    actual: expect.stringContaining(what) as string,
  });
});

it('fails consent that is good for others, whatever keeps it', () => {
  expect(judge({ goodForOther: true, cookies: [] })).toMatchObject({ kind: 'violation' });
  expect(judge({ canBeForged: true })).toMatchObject({ kind: 'violation' });
});

it('has nothing to judge where no cookie keeps it', () => {
  expect(judge({ cookies: [] })).toMatchObject({ kind: 'not-applicable' });
});
