import { expect, it } from 'vitest';
import { noCode } from './no-code.ts';

const refused = (sent: string, error: string) =>
  noCode({
    end: 'callback',
    error,
    exchanges: [],
    sent: new URLSearchParams(sent),
    reply: {} as Parameters<typeof noCode>[0]['reply'],
  });

it('leaves untested what a server refuses for want of a resource', () => {
  expect(refused('client_id=a', 'invalid_target')).toMatchObject({
    outcome: 'untested',
    message: expect.stringContaining('--resource') as string,
  });
});

it('is inconclusive about a resource that the server does not know, and about any other error', () => {
  expect(refused('resource=http://a.example', 'invalid_target').outcome).toBe('inconclusive');
  expect(refused('client_id=a', 'server_error').outcome).toBe('inconclusive');
});
