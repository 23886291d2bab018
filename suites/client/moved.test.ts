import { describe, expect, it } from 'vitest';
import { withoutRedemption } from './moved.ts';
import { stepAt, storyOf } from './story.test-helper.ts';

const discovered = [stepAt(0, 'resource-metadata'), stepAt(1, 'server-metadata')];
const authorized = stepAt(2, 'authorization', { status: 302 });
const again = stepAt(3, 'resource-metadata');

describe('a client that redeemed no code', () => {
  it('has given it up when it looked at the metadata again and stopped', () => {
    const story = storyOf([...discovered, authorized, again]);
    expect(withoutRedemption(story, true).kind).toBe('not-applicable');
  });

  it.each([
    ['never looked again', [...discovered, authorized], true],
    ['never had a code', [...discovered, authorized, again], false],
  ])('shows nothing when it %s', (_, steps, hasCode) => {
    expect(withoutRedemption(storyOf(steps), hasCode).kind).toBe('unclear');
  });

  it('shows nothing when it was ended before it could', () => {
    const story = storyOf([...discovered, authorized, again]);
    const launches = story.launches.map((launch) => ({ ...launch, endedByLab: 'time' as const }));
    expect(withoutRedemption({ ...story, launches }, true).kind).toBe('unclear');
  });
});
