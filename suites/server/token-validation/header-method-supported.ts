import {
  callEach,
  doesNotApply,
  isServed,
  ok,
  serverCheck,
  violation,
  type CallOptions,
  type Exchange,
  type HeaderLine,
} from '../../../harness/index.ts';

/** Where else servers have been seen to read a token from. */
const ELSEWHERE: Record<string, (token: string) => HeaderLine> = {
  'in X-Access-Token': (token) => ['x-access-token', token],
  'in X-API-Key': (token) => ['x-api-key', token],
  'in X-Auth-Token': (token) => ['x-auth-token', token],
  'in a cookie': (token) => ['cookie', `access_token=${token}`],
  'in Authorization without Bearer before it': (token) => ['authorization', token],
};
const OTHER_FIELDS = 4;

/** The ways to send it that are tried when the right one does not do. */
function attempts(token: string): Record<string, CallOptions> {
  const alone = Object.entries(ELSEWHERE).map(([where, line]): [string, CallOptions] => [
    where,
    { headers: [line(token)] },
  ]);
  const beside = alone
    .slice(0, OTHER_FIELDS)
    .map(([where, call]): [string, CallOptions] => [`${where} too`, { ...call, token }]);
  return Object.fromEntries([...alone, ...beside]);
}

export default serverCheck({
  requirement: 'server.token-validation.header-method-supported',
  title: 'The token is read from the Authorization header field',
  needs: ['token'],
  probe: async (server): Promise<Record<string, Exchange>> => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const inField = await server.call({ token });
    return isServed(inField) ? { inField } : { inField, ...(await callEach(server, attempts(token))) };
  },
  judge: ({ inField, ...elsewhere }) => {
    if (inField === undefined || isServed(inField)) return ok;
    const [where] = Object.entries(elsewhere).find(([, exchange]) => isServed(exchange)) ?? [];
    if (where === undefined) return doesNotApply('The token is accepted nowhere; another check judges that.');
    return violation(
      'a token in Authorization: Bearer is accepted',
      `it is accepted only when it stands ${where}`,
    );
  },
});
