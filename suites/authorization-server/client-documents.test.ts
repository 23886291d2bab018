import { describe, expect, it } from 'vitest';
import { answered } from '../../harness/exchange.test-helper.ts';
import { noneTaken, type DocumentAttempt } from './client-documents.ts';
import noErrorCache from './registration/cimd-no-error-cache.ts';
import urlForm from './registration/cimd-url-form.ts';

const refused: DocumentAttempt = {
  what: 'a document',
  end: 'page',
  at: null,
  status: 400,
  error: null,
  hasCode: false,
  fetches: 1,
};
const taken: DocumentAttempt = { ...refused, end: 'callback', at: 'registered', status: 302, hasCode: true };
const exchanges = [answered(400)];

describe('noneTaken', () => {
  const judge = (...attempts: DocumentAttempt[]) => noneTaken(attempts, 'an error page').kind;

  it('passes what was read and refused', () => expect(judge(refused, refused)).toBe('ok'));
  it('fails what led to a code', () => expect(judge(refused, taken)).toBe('violation'));
  it('concludes nothing from what was refused unread, or had no end', () => {
    expect(judge(refused, { ...refused, fetches: 0 })).toBe('unclear');
    expect(judge({ ...refused, end: 'lost' })).toBe('unclear');
  });
});

describe('cimd-url-form', () => {
  const judge = (...attempts: DocumentAttempt[]) => urlForm.judge({ exchanges, attempts });

  it('passes what was refused unread', () =>
    expect(judge({ ...refused, fetches: 0 })).toEqual({ kind: 'ok' }));
  it('fails what led to a code', () => expect(judge(taken)).not.toHaveProperty('tolerated'));
  it('warns of what was read, and then refused', () =>
    expect(judge(refused)).toMatchObject({ kind: 'violation', tolerated: true }));
});

describe('cimd-no-error-cache', () => {
  const after = {
    what: 'after an error',
    end: 'page',
    at: null,
    status: 400,
    error: null,
    hasCode: false,
  } as const;
  const judge = (facts: { wasTaken?: boolean; isTaken?: boolean; isReadAgain?: boolean }) => {
    const repair = { after, wasTaken: false, isTaken: false, isReadAgain: false, ...facts };
    return noErrorCache.judge({ exchanges, repairs: [repair] }).kind;
  };

  it('passes a document that is taken once it is good', () => {
    expect(judge({ isTaken: true, isReadAgain: true })).toBe('ok');
  });
  it('fails one that is refused without another look', () => expect(judge({})).toBe('violation'));
  it('concludes nothing from one that is read again and refused', () => {
    expect(judge({ isReadAgain: true })).toBe('unclear');
  });
});
