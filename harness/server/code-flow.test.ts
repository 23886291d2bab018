import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLab, type Lab } from '../lab/lab.ts';
import { readJws } from '../forge/jws.ts';
import { authorizeAtTheMock } from './code-flow.ts';
import { siteAt } from './site.test-helper.ts';

let lab: Lab;
beforeAll(async () => {
  const inProcess = () => Promise.resolve({ close: () => Promise.resolve() });
  lab = await startLab('http://127.0.0.1:{port}/mcp', { server: { inProcess } });
});
afterAll(() => lab.close());

function sender() {
  const target = { ...siteAt(lab.endpoint, { lab }), revision: '2025-11-25' as const };
  return {
    target,
    lab: () => lab,
    raw: (outgoing: Parameters<typeof target.recorder.send>[0]) => target.recorder.send(outgoing, 'test'),
  };
}

it('gives what a real authorization leaves behind, and records none of it', async () => {
  const server = sender();
  const { idToken, refreshToken, code } = await authorizeAtTheMock(server);
  const { header, claims } = readJws(idToken) ?? {};
  expect(header?.['kid']).toBe((await lab.mock.jwks()).keys[0]?.kid);
  expect(claims).toMatchObject({ iss: lab.mock.urls.issuer, nonce: expect.any(String) as string });
  const recorded = JSON.stringify(server.target.recorder.exchanges);
  for (const secret of [idToken, refreshToken, code]) expect(recorded).not.toContain(secret);
  expect(recorded).toContain('code_challenge');
});

it('stops with the reason when the authorization server does not play along', async () => {
  const outage = await lab.mock.outage({ mode: '503', endpoint: 'token' });
  await expect(authorizeAtTheMock(sender())).rejects.toThrow('did not finish an authorization');
  await outage.end();
});
