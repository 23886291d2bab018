import { describe, expect, it } from 'vitest';
import { answered } from '../../../harness/exchange.test-helper.ts';
import check from './audience-restricted.ts';

const RESOURCE = 'https://mcp.example.com/mcp';
const OTHER = 'https://files.example.com/mcp';
const ISSUER = 'https://auth.example.com';

function judged(audience: string[], foreignAudience: string[] | null = null, resource = RESOURCE) {
  return check.judge({
    token: [answered(200)],
    resource,
    other: foreignAudience === null ? null : OTHER,
    issuer: ISSUER,
    audience,
    clientId: 'app-1',
    foreignAudience,
  }).kind;
}

describe('audience-restricted', () => {
  it.each([
    ['the resource', [RESOURCE], [OTHER]],
    ['the resource and its id', [RESOURCE, 'res_1'], [OTHER, 'res_2']],
    [
      'the resource and the user info endpoint',
      [RESOURCE, `${ISSUER}/userinfo`],
      [OTHER, `${ISSUER}/userinfo`],
    ],
    ['an agreed name', ['api://notes'], ['api://files']],
    ['an agreed name, where only one resource is known', ['api://notes'], null],
  ])('is content with %s', (_, own, foreign) => expect(judged(own, foreign)).toBe('ok'));

  it('takes a bare origin with and without the slash for one', () => {
    expect(judged(['https://mcp.example.com/'], null, 'https://mcp.example.com')).toBe('ok');
  });

  it.each([
    ['no audience', [], [OTHER]],
    ['the issuer', [ISSUER], [ISSUER]],
    ['the issuer, where only one resource is known', [ISSUER], null],
    ['the client', ['app-1'], null],
    ['every resource', [RESOURCE, OTHER], [RESOURCE, OTHER]],
    ['a further server', [RESOURCE, 'https://elsewhere.example.com'], null],
    ['one name for all', ['api://everything'], ['api://everything']],
    ['the other resource', [OTHER], [RESOURCE]],
  ])('warns of %s', (_, own, foreign) => expect(judged(own, foreign)).toBe('violation'));
});
