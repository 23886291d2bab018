// What a hostile MCP server and a hostile client have in common: every secret once where it belongs, then everywhere.
import { inspect } from 'node:util';

const html = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const basic = (name, password) => Buffer.from(`${name}:${password}`).toString('base64');

/** Header fields that carry secrets. */
export function headersWith(p) {
  return {
    'x-api-key': p.apiKeyHeader,
    'mcp-session-id': p.sessionHeader,
    'x-refresh-token': p.refreshTokenHeader,
    dpop: p.dpopProof,
    link: `<https://u:${p.userInfoPassword}@h.example/?id_token_hint=${p.bareJwt}>; rel="next"`,
  };
}

/** An address with secrets in its query and fragment. */
export function addressWith(p) {
  const next = encodeURIComponent(`https://h.example/cb?access_token=${p.tokenInEncodedUrl}&x=1`);
  return `https://h.example/cb?code=${p.queryCode}&next=${next}#access_token=${p.fragmentAccessToken}&id_token=${p.fragmentIdToken}`;
}

/** JSON with secrets by the names of members. */
export function dataWith(p) {
  return {
    access_token: p.jsonAccessToken,
    refreshToken: p.camelCaseRefreshToken,
    id_token: p.jsonIdToken,
    logout_token: p.logoutToken,
    client_secret: p.awkwardClientSecret,
    password: p.awkwardPassword,
    device_code: p.deviceCode,
    user_code: p.userCode,
    auth_req_id: p.authReqId,
    registration_access_token: p.registrationAccessToken,
    initial_access_token: p.initialAccessToken,
    subject_token: p.subjectToken,
    actor_token: p.actorToken,
    csrf_token: p.csrfToken,
    otp: p.oneTimePassword,
    private_key_file: p.privateKey,
    jwks: {
      keys: [
        { kty: 'EC', d: p.keyMember },
        { kty: 'oct', k: p.symmetricKeyMember },
      ],
    },
    nested: JSON.stringify({
      client_secret: p.nestedJsonSecret,
      more: JSON.stringify({ token: p.doublyNestedJsonToken }),
    }),
    form: `client_assertion=${p.clientAssertion}&code_verifier=${p.formCodeVerifier}&assertion=${p.formAssertion}&password=${p.formPassword}&SAMLResponse=${p.samlResponse}`,
    page: `<form><input type="hidden" name="token" value="${p.hiddenField}"></form>`,
    stream: `event: message\ndata: {"access_token":"${p.streamedToken}"}\n\n`,
    error_text: `You sent Authorization: Bearer ${p.opaqueBearerInErrorText} and Cookie: sid=${p.cookieInDump}; theme=dark`,
    basic: `authorization: Basic ${basic('client', p.basicPassword)}`,
    script: '<script>document.title = "executed"</script><img src=x onerror=alert(1)>',
  };
}

/** Lines of a log, as programs write them. */
export function logWith(p) {
  return [
    `SCALEKIT_CLIENT_SECRET=${p.loggedClientSecretVariable}`,
    inspect({ access_token: p.loggedInspectedToken, headers: { cookie: [`sid=${p.loggedCookie}; a=b`] } }),
    `  db_password: ${p.loggedYamlPassword}`,
    `curl -u admin:${p.loggedCurlPassword} https://h.example/`,
    `Error: GET https://h.example/?access_token=${p.loggedStackToken} failed\n    at run (file:///app/index.js:1:2)`,
    p.privateKey,
    '\u001b]0;owned\u0007\u001b[2J\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\',
  ].join('\n');
}

/** Each value bare, in each spelling, and in the midst of what is encoded. */
export function echoOf(values) {
  return values
    .flatMap((value) => {
      const json = JSON.stringify(value).slice(1, -1);
      const encoded = ['', 'x', 'xy'].flatMap((before) => [
        Buffer.from(`${before}${value}`).toString('base64'),
        Buffer.from(`${before}${value}, and more`).toString('base64url'),
      ]);
      const percent = encodeURIComponent(value);
      const form = new URLSearchParams({ '': value }).toString().slice(1);
      return [
        value,
        percent,
        encodeURIComponent(percent),
        form,
        json,
        JSON.stringify(json).slice(1, -1),
        html(value),
        ...encoded,
      ];
    })
    .join(' | ');
}

/** Without line ends, for a header field. */
export function echoInField(values) {
  return values.map((value) => encodeURIComponent(value)).join(' ');
}
