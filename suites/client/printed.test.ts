import { describe, expect, it } from 'vitest';
import { nothingSecretPrinted } from './printed.ts';
import { stepAt, storyOf } from './story.test-helper.ts';

const call = stepAt(0, 'mcp', { headers: [['Authorization', 'Bearer ‹access_token:0f3a91›']] });
const session = stepAt(1, 'mcp', { headers: [['Mcp-Session-Id', '‹session_id:123abc›']] });
const judged = (output: string) => nothingSecretPrinted(storyOf([call, session], output));

describe('what a client prints', () => {
  it('is a violation where it holds what went over the wire as a secret', () => {
    expect(judged('sending ‹access_token:0f3a91›')).toMatchObject({
      kind: 'violation',
      actual: 'in attempt 1 it holds: access token',
    });
  });

  it.each([
    ['nothing', ''],
    ['plain words', 'Connected.'],
    ['what only looked like a secret where it stood', '{"code":"‹code:77aa00›"}'],
    ['a session, which is no credential', 'session ‹session_id:123abc›'],
  ])('is fine where it is %s', (_, output) => {
    expect(judged(output)).toEqual({ kind: 'ok' });
  });
});
