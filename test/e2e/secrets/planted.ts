/** Forty-odd secrets, each with the place where a protocol or a program would let it stand. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** Secrets by name; all different. */
export type Planted = Record<string, string>;

const random = (): string => `${randomBytes(15).toString('base64url')}7a`;
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (): string =>
  `${base64url({ alg: 'ES256', typ: 'at+jwt' })}.${base64url({ sub: random(), exp: 4e9 })}.${random()}${random()}`;

/** What has to be escaped in each of the spellings. */
const awkward = (): string => `p/${random()}+=&"'<é\\x`;

const OPAQUE = [
  'jsonAccessToken',
  'camelCaseRefreshToken',
  'queryCode',
  'fragmentAccessToken',
  'formCodeVerifier',
  'formAssertion',
  'formPassword',
  'deviceCode',
  'userCode',
  'authReqId',
  'registrationAccessToken',
  'initialAccessToken',
  'subjectToken',
  'actorToken',
  'opaqueBearerInChallenge',
  'opaqueBearerInErrorText',
  'userInfoPassword',
  'apiKeyHeader',
  'sessionHeader',
  'refreshTokenHeader',
  'cookieValue',
  'cookieSignature',
  'cookieInDump',
  'csrfToken',
  'samlResponse',
  'oneTimePassword',
  'hiddenField',
  'nestedJsonSecret',
  'doublyNestedJsonToken',
  'streamedToken',
  'tokenInEncodedUrl',
  'keyMember',
  'symmetricKeyMember',
  'loggedClientSecretVariable',
  'loggedInspectedToken',
  'loggedYamlPassword',
  'loggedCurlPassword',
  'loggedStackToken',
  'loggedCookie',
] as const;
const JWTS = [
  'jsonIdToken',
  'fragmentIdToken',
  'clientAssertion',
  'dpopProof',
  'bareJwt',
  'logoutToken',
] as const;
const AWKWARD = ['awkwardClientSecret', 'basicPassword', 'awkwardPassword'] as const;

export function plant(): Planted & { privateKey: string } {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const of = (names: readonly string[], make: () => string) => names.map((name) => [name, make()]);
  return {
    ...(Object.fromEntries([...of(OPAQUE, random), ...of(JWTS, jwt), ...of(AWKWARD, awkward)]) as Planted),
    privateKey,
  };
}

/** The parts of a secret that may not come out either. */
function partsOf([name, value]: [string, string]): [string, string][] {
  if (value.startsWith('-----BEGIN')) {
    return value
      .split('\n')
      .flatMap((line, at) => (/^[\w+/=]{20,}$/.test(line) ? [[`${name} line ${at}`, line]] : []));
  }
  const [header, payload, signature] = value.split('.');
  if (header?.startsWith('eyJ') !== true || payload === undefined || signature === undefined)
    return [[name, value]];
  return [
    [`${name} payload`, payload],
    [`${name} signature`, signature],
  ];
}

/** Each spelling under which a secret could be read in an output, and what it is. */
export function spellingsOf(planted: Planted): Map<string, string> {
  const found = Object.entries(planted)
    .flatMap(partsOf)
    .flatMap(([name, value]) => {
      const json = JSON.stringify(value).slice(1, -1);
      const html = value
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
      const spellings: [string, string][] = [
        ['plain', value],
        ['percent-encoded', encodeURIComponent(value)],
        ['percent-encoded twice', encodeURIComponent(encodeURIComponent(value))],
        ['form-encoded', new URLSearchParams({ '': value }).toString().slice(1)],
        ['JSON-escaped', json],
        ['JSON-escaped twice', JSON.stringify(json).slice(1, -1)],
        ['HTML-escaped', html.replaceAll("'", '&#39;')],
        ['HTML-escaped, hexadecimal', html.replaceAll("'", '&#x27;')],
        ['HTML-escaped, apos', html.replaceAll("'", '&apos;')],
        ...insideBase64(value),
      ];
      return spellings.map(([how, spelling]): [string, string] => [spelling, `${name}, ${how}`]);
    });
  return new Map(found.reverse());
}

/** As base64 shows it, wherever in the encoded text it begins; without the characters that it shares with others. */
function insideBase64(value: string): [string, string][] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const cut = (text: string) => text.slice(Math.ceil((offset * 4) / 3), Math.floor((bytes.length * 4) / 3));
    return [
      [`base64 at ${offset}`, cut(bytes.toString('base64'))],
      [`base64url at ${offset}`, cut(bytes.toString('base64url'))],
    ] satisfies [string, string][];
  });
}
