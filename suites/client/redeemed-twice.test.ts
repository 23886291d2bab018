import { describe, expect, it } from 'vitest';
import { redeemedTwice } from './redeemed-twice.ts';
import { stepAt, storyOf } from './story.test-helper.ts';

const refresh = (startedMs: number, token: string) =>
  stepAt(startedMs, 'refresh', { parameters: { refresh_token: `‹refresh_token:${token}›` } });
const served = (startedMs: number) =>
  stepAt(startedMs, 'mcp', { headers: [['Authorization', 'Bearer ‹access_token:1›']] });

describe('a refresh token that is redeemed twice', () => {
  it.each([
    ['at once', [refresh(0, 'a'), refresh(1, 'a')]],
    ['one after the other, with nothing served between', [refresh(0, 'a'), refresh(50, 'a')]],
    ['beside another one', [refresh(0, 'b'), refresh(1, 'a'), refresh(2, 'a')]],
  ])('%s', (_, steps) => {
    expect(redeemedTwice(storyOf(steps), steps)).toMatchObject({
      kind: 'violation',
      actual: '‹refresh_token:a› is sent 2 times',
    });
  });

  it('is none where each is used once', () => {
    const steps = [refresh(0, 'a'), refresh(1, 'b')];
    expect(redeemedTwice(storyOf(steps), steps)).toBeUndefined();
  });

  it('is another question where the client was served between', () => {
    const refreshes = [refresh(0, 'a'), refresh(50, 'a')];
    expect(redeemedTwice(storyOf([...refreshes, served(20)]), refreshes)).toBeUndefined();
  });
});
