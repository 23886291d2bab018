import { describe, expect, it } from 'vitest';
import { answered, served } from '../exchange.test-helper.ts';
import type { Exchange } from '../contract.ts';
import { callTool, LIST_TOOLS } from '../mcp/wire.ts';
import { findScopedCall, scopesOf, UNRELATED_SCOPE, type ScopeSources } from './scoped-call.ts';

const tool = (name: string, readOnly = true) => ({
  name,
  readOnly,
  additive: false,
  textArguments: [],
  argumentNames: [],
  mayBeTask: false,
  arguments: {},
});

const forbidden = (challenge = 'Bearer error="insufficient_scope", scope="b a"', status = 403) =>
  answered(status, { headers: [['www-authenticate', challenge]] });

function sources(overrides: Partial<ScopeSources>): ScopeSources {
  return {
    calls: [],
    tools: () => Promise.resolve([]),
    advertised: () => Promise.resolve([]),
    send: () => Promise.resolve(served()),
    ...overrides,
  };
}

/** A server on which one tool needs a scope. */
const guarded =
  (guardedTool: string, refusal: Exchange): ScopeSources['send'] =>
  (operation, scopes) =>
    Promise.resolve(
      operation.params?.['name'] === guardedTool && scopes?.[0] === UNRELATED_SCOPE ? refusal : served(),
    );

describe('findScopedCall', () => {
  it('takes the declared call with the most scopes and asks nobody', async () => {
    const send = () => Promise.reject(new Error('not to be asked'));
    const one = { operation: callTool('one'), scopes: ['a'] };
    const two = { operation: callTool('two'), scopes: ['a', 'b'] };
    const none = { operation: callTool('none'), scopes: [] };
    expect(await findScopedCall(sources({ calls: [none, one, two], send }))).toEqual(two);
  });

  it('finds a read-only tool that is refused for its scopes, and reads them from the challenge', async () => {
    const tools = () => Promise.resolve([tool('writes', false), tool('open'), tool('guarded')]);
    const found = await findScopedCall(sources({ tools, send: guarded('guarded', forbidden()) }));
    expect(found).toEqual({ operation: callTool('guarded'), scopes: ['b', 'a'] });
  });

  it('knows a shortage by its error code under a wrong status, and by a bare 403', async () => {
    const tools = () => Promise.resolve([tool('guarded')]);
    const coded = forbidden('Bearer error="insufficient_scope"', 401);
    for (const refusal of [coded, answered(403)]) {
      const found = await findScopedCall(sources({ tools, send: guarded('guarded', refusal) }));
      expect(found.scopes).toEqual([]);
    }
  });

  it('knows a shortage under any other refusal by what more scopes change', async () => {
    const tools = () => Promise.resolve([tool('guarded')]);
    const advertised = () => Promise.resolve(['files:read']);
    const answers = [401, 400, 404].map((status) => answered(status));
    for (const refusal of [...answers, served({ isError: true })]) {
      const sent: (string[] | undefined)[] = [];
      const send: ScopeSources['send'] = (operation, scopes) => {
        sent.push(scopes);
        const isGuarded = operation.params?.['name'] === 'guarded' && scopes?.includes('files:read') !== true;
        return Promise.resolve(isGuarded ? refusal : served());
      };
      const found = await findScopedCall(sources({ tools, advertised, send }));
      expect(found).toEqual({ operation: callTool('guarded'), scopes: [] });
      expect(sent.slice(-2)).toEqual([[UNRELATED_SCOPE, 'files:read'], [UNRELATED_SCOPE]]);
    }
  });

  it('does not take a tool for one that needs a scope because it fails now and then', async () => {
    let asked = 0;
    const send: ScopeSources['send'] = (operation) => {
      if (operation.params?.['name'] !== 'moody') return Promise.resolve(served());
      asked += 1;
      return Promise.resolve(asked === 1 ? served({ isError: true }) : served());
    };
    const looking = findScopedCall(sources({ tools: () => Promise.resolve([tool('moody')]), send }));
    await expect(looking).rejects.toMatchObject({ outcome: 'not-applicable' });
  });

  it('finds a server that asks for a scope at its door', async () => {
    const send: ScopeSources['send'] = (_operation, scopes) =>
      Promise.resolve(scopes?.[0] === UNRELATED_SCOPE ? forbidden() : served());
    const found = await findScopedCall(sources({ send }));
    expect(found).toEqual({ operation: LIST_TOOLS, scopes: ['b', 'a'] });
  });

  it('does not take a tool that a good token is refused as well', async () => {
    const tools = () => Promise.resolve([tool('admin')]);
    const looking = findScopedCall(sources({ tools, send: () => Promise.resolve(answered(403)) }));
    await expect(looking).rejects.toMatchObject({ outcome: 'not-applicable' });
  });

  it('is untested, with the way to enable it, where scopes are advertised and none seems needed', async () => {
    const looking = findScopedCall(sources({ advertised: () => Promise.resolve(['files:read']) }));
    await expect(looking).rejects.toMatchObject({
      outcome: 'untested',
      message: expect.stringMatching(/files:read.*--call tool=json@scope/) as string,
    });
  });
});

describe('scopesOf', () => {
  it('reads the scopes of the Bearer challenge', () => {
    expect(scopesOf(forbidden('Bearer scope="a  b"'))).toEqual(['a', 'b']);
    expect(scopesOf(answered(403))).toEqual([]);
  });
});
