import { describe, expect, it } from 'vitest';
import type { Answered, Judgement } from '../../../harness/index.ts';
import { answered } from '../../../harness/exchange.test-helper.ts';
import endpointsHttps from './endpoints-https.ts';
import grantTypes from './grant-types.ts';
import issuerForm from './issuer-form.ts';
import noEmptyMembers from './no-empty-members.ts';
import pkceAdvertised from './pkce-advertised.ts';
import requiredMembers from './required-members.ts';

const good = {
  issuer: 'https://as.example',
  authorization_endpoint: 'https://as.example/authorize',
  token_endpoint: 'https://as.example/token',
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
};
const machines = {
  issuer: 'https://as.example',
  token_endpoint: 'https://as.example/token',
  grant_types_supported: ['client_credentials'],
};

type Judge = (evidence: { documents: Answered[]; strictHttps: boolean }) => Judgement;

const trying =
  (judge: Judge, strictHttps = false) =>
  (...documents: object[]) => {
    const url = 'https://as.example/.well-known/oauth-authorization-server';
    const made = documents.map((body) => answered(200, { body: body as never, url }));
    const judgement = judge({ documents: made, strictHttps });
    return judgement.kind === 'violation' && judgement.tolerated === true ? 'tolerated' : judgement.kind;
  };

describe('issuer-form', () => {
  const judge = trying(issuerForm.judge);

  it.each(['https://as.example', 'https://as.example/tenant1', 'https://as.example/'])(
    'passes %s',
    (issuer) => {
      expect(judge({ issuer })).toBe('ok');
    },
  );

  it.each(['my-auth-server', 'http://as.example', 'https://as.example?t=1', 'https://as.example/#', 7])(
    'fails %s',
    (issuer) => {
      expect(judge({ issuer })).toBe('violation');
    },
  );

  it('leaves http to this machine, unless asked not to; never a query', () => {
    expect(judge({ issuer: 'http://localhost:8080' })).toBe('not-applicable');
    expect(judge({ issuer: 'http://localhost:8080/?t=1' })).toBe('violation');
    expect(trying(issuerForm.judge, true)({ issuer: 'http://localhost:8080' })).toBe('violation');
  });
});

describe('endpoints-https', () => {
  const judge = trying(endpointsHttps.judge);

  it('passes https, and looks at endpoints and the key set only', () => {
    expect(judge({ ...good, service_documentation: 'http://as.example/docs#a' })).toBe('ok');
  });

  it.each([
    { jwks_uri: 'http://as.example/keys' },
    { token_endpoint: '/token' },
    { authorization_endpoint: 'https://as.example/#/authorize' },
    { token_endpoint: 'http://10.0.0.1/token' },
  ])('fails %j', (wrong) => {
    expect(judge(good, { ...good, ...wrong })).toBe('violation');
  });

  it('warns of a fragment where no text forbids it', () => {
    expect(judge({ ...good, userinfo_endpoint: 'https://as.example/#me' })).toBe('tolerated');
  });

  it('leaves http to this machine, unless asked not to', () => {
    const local = { token_endpoint: 'http://127.0.0.1:8080/token' };
    expect(judge(local)).toBe('not-applicable');
    expect(trying(endpointsHttps.judge, true)(local)).toBe('violation');
  });
});

describe('required-members', () => {
  const judge = trying(requiredMembers.judge);

  it('passes what is complete, and one for machines', () => {
    expect(judge(good)).toBe('ok');
    expect(judge(machines)).toBe('ok');
  });

  it.each([
    { issuer: undefined },
    { authorization_endpoint: undefined },
    { token_endpoint: 7 },
    { response_types_supported: undefined },
    { response_types_supported: ['token'] },
    { response_types_supported: 'code' },
  ])('fails %j', (wrong) => {
    expect(judge({ ...good, ...wrong })).toBe('violation');
  });
});

describe('grant-types, pkce-advertised and no-empty-members', () => {
  it('want people to be served, unless it is for machines', () => {
    const judge = trying(grantTypes.judge);
    expect(judge(good)).toBe('ok');
    expect(judge({ ...good, grant_types_supported: ['authorization_code'] })).toBe('ok');
    expect(judge({ ...good, grant_types_supported: ['client_credentials'] })).toBe('violation');
    expect(judge(machines)).toBe('not-applicable');
  });

  it('want S256 in each document', () => {
    const judge = trying(pkceAdvertised.judge);
    expect(judge(good, good)).toBe('ok');
    expect(judge(good, { ...good, code_challenge_methods_supported: ['plain'] })).toBe('violation');
    expect(judge(good, { ...good, code_challenge_methods_supported: undefined })).toBe('violation');
    expect(judge(machines)).toBe('not-applicable');
  });

  it('want nothing empty', () => {
    const judge = trying(noEmptyMembers.judge);
    expect(judge(good)).toBe('ok');
    expect(judge({ ...good, scopes_supported: [] })).toBe('violation');
  });
});
