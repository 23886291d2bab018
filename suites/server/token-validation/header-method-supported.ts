import {
  doesNotApply,
  isServed,
  ok,
  serverCheck,
  violation,
  type HeaderLine,
} from '../../../harness/index.ts';

/** Where else servers have been seen to read a token from. */
const ELSEWHERE: Record<string, (token: string) => HeaderLine> = {
  'X-Access-Token': (token) => ['x-access-token', token],
  'X-API-Key': (token) => ['x-api-key', token],
  'X-Auth-Token': (token) => ['x-auth-token', token],
  'a cookie': (token) => ['cookie', `access_token=${token}`],
  'Authorization, without Bearer before it': (token) => ['authorization', token],
};

export default serverCheck({
  requirement: 'server.token-validation.header-method-supported',
  title: 'The token is read from the Authorization header field',
  needs: ['token'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const inField = await server.call({ token });
    if (isServed(inField)) return { inField, elsewhere: [] };
    const elsewhere = await Promise.all(
      Object.values(ELSEWHERE).map((line) => server.call({ headers: [line(token)] })),
    );
    return { inField, elsewhere };
  },
  judge: ({ inField, elsewhere }) => {
    if (isServed(inField)) return ok;
    const index = elsewhere.findIndex(isServed);
    if (index < 0) return doesNotApply('The token is accepted nowhere; another check judges that.');
    return violation(
      'a token in Authorization: Bearer is accepted',
      `it is accepted only in ${Object.keys(ELSEWHERE)[index] ?? 'another place'}`,
    );
  },
});
