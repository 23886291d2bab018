import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { startMockAuthorizationServer } from './index.ts';
import {
  authorize,
  discover,
  insecure,
  introspect,
  obtainTokens,
  redirectOf,
  redirectUri,
  refresh,
  register,
} from './flows.test-helper.ts';

const day = 86_400;

test('a clock goes with the machine until it is moved', () => {
  let machine = Date.parse('2026-01-01T00:00:00Z');
  const clock = createClock(() => machine);
  clock.advance(90);
  machine += 10_000;
  expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:01:40.000Z');
  clock.set('2030-01-01T00:00:00Z');
  expect(clock.seconds()).toBe(Date.parse('2030-01-01T00:00:00Z') / 1000);
  clock.reset();
  expect(clock.offset).toBe(0);
  expect(() => clock.set('tomorrow')).toThrow('is no date');
  expect(() => clock.advance(Number.NaN)).toThrow('finite number');
  expect(() => clock.advance(1e300)).toThrow('cannot be moved');
});

describe('the clock of a mock', () => {
  test('stamps and ends tokens', async () => {
    await using mock = await startMockAuthorizationServer();
    const before = await mock.mint();
    mock.clock.advance(3601);
    expect(await introspect(mock, before)).toEqual({ active: false });
    const as = await discover(mock.urls.issuer);
    const { access_token: token, id_token: idToken = '' } = await obtainTokens(as, await register(as), {
      scope: 'openid web-search:read',
    });
    const now = mock.clock.seconds();
    for (const claims of [decodeJwt(token), decodeJwt(idToken), decodeJwt(await mock.mint())]) {
      expect(Math.abs(Number(claims.iat) - now)).toBeLessThan(5);
      expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
    }
    expect(await introspect(mock, token)).toMatchObject({ active: true });
    mock.clock.advance(-7200);
    expect(await introspect(mock, token)).toEqual({ active: false });
  });

  test('ends codes and refresh tokens that oidc-provider keeps', async () => {
    await using mock = await startMockAuthorizationServer({ resource: { refreshTokenLifetime: 2 * day } });
    const as = await discover(mock.urls.issuer);
    const client = await register(as);
    const attempt = await authorize(as, client);
    const { refresh_token: first = '' } = await obtainTokens(as, client, {
      scope: 'web-search:read offline_access',
    });
    mock.clock.advance(601);
    const parameters = oauth.validateAuthResponse(as, client, redirectOf(attempt), attempt.state);
    const late = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      parameters,
      redirectUri,
      attempt.verifier,
      insecure,
    );
    expect(await late.json()).toMatchObject({ error: 'invalid_grant' });
    mock.clock.advance(day);
    const { refresh_token: second = '' } = await refresh(as, client, first);
    mock.clock.advance(3 * day);
    await expect(refresh(as, client, second)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});
