import { describe, expect, it } from 'vitest';
import type { Authorization, Ordinary } from './flow.ts';
import type { AuthorizationServerGathered } from './gather.ts';
import { ordinaryRequest } from './ordinary.ts';
import type { AuthorizationServerTarget } from './target.ts';

/** An authorization server that advertises these scopes, and refuses what `refusal` names. */
async function settled(
  refusal: (asked: Ordinary) => string | undefined,
  given: Partial<AuthorizationServerTarget> = {},
): Promise<{ ordinary: Ordinary; attempts: number }> {
  let attempts = 0;
  const scopes = ['openid', 'profile', 'offline_access', 'notes:read'];
  const gathered = {
    metadata: async () => ({ document: { scopes_supported: scopes } }),
    resources: async () => ['https://mcp.example.com/mcp'],
  } as unknown as AuthorizationServerGathered;
  const target = { resources: [], ...given } as unknown as AuthorizationServerTarget;
  const ordinary = await ordinaryRequest(target, gathered, async (asked) => {
    attempts += 1;
    return { end: 'callback', error: refusal(asked), reply: { status: 303 } } as unknown as Authorization;
  });
  return { ordinary, attempts };
}

const everything = {
  scope: 'openid offline_access notes:read',
  resource: 'https://mcp.example.com/mcp',
  prompt: 'consent',
};

describe('an ordinary request', () => {
  it('asks for all that is advertised, but for what is about the person', async () => {
    expect(await settled(() => undefined)).toEqual({ ordinary: everything, attempts: 1 });
  });

  it('leaves out what is refused', async () => {
    const noPrompt = await settled(({ prompt }) => (prompt === undefined ? undefined : 'invalid_request'));
    expect(noPrompt.ordinary).toEqual({ ...everything, prompt: undefined });
    const noScope = await settled(({ scope }) => (scope === undefined ? undefined : 'invalid_scope'));
    expect(noScope.ordinary).toEqual({ ...everything, scope: undefined, prompt: undefined });
    const noResource = await settled(({ resource }) =>
      resource === undefined ? undefined : 'invalid_target',
    );
    expect(noResource.ordinary).toEqual({ ...everything, resource: undefined });
  });

  it('keeps to what the user gave', async () => {
    const given = { resources: ['https://mcp.example.com/mcp'], scopes: ['admin'] };
    const asked = { scope: 'admin', resource: 'https://mcp.example.com/mcp', prompt: undefined };
    expect((await settled(() => 'invalid_scope', given)).ordinary).toEqual(asked);
    expect((await settled(() => 'invalid_target', given)).ordinary).toEqual(asked);
  });

  it('is everything again when nothing helps', async () => {
    expect(await settled(() => 'server_error')).toEqual({ ordinary: everything, attempts: 2 });
  });
});
