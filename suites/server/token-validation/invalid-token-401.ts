import { firstProblem, goodTokenAccepted, refusedWith401, serverCheck } from '../../../harness/index.ts';

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIMS = base64url({ sub: 'nobody' });

/** Invalid in every respect, so that only the status is of interest. */
const TOKENS = {
  'a random opaque token': 'cmFuZG9tLW9wYXF1ZS10b2tlbg',
  'a JWT of nobody': `${base64url({ alg: 'RS256', typ: 'JWT' })}.${CLAIMS}.${'c2lnbmF0dXJl'.repeat(20)}`,
  'a JWT with an empty signature': `${base64url({ alg: 'RS256', typ: 'JWT' })}.${CLAIMS}.`,
};

export default serverCheck({
  requirement: 'server.token-validation.invalid-token-401',
  title: 'An invalid token is refused with 401',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const invalid = await Promise.all(Object.values(TOKENS).map((token) => server.call({ token })));
    return { invalid };
  },
  judge: ({ invalid }) =>
    firstProblem(
      Object.keys(TOKENS).flatMap((what, index) => {
        const exchange = invalid[index];
        return exchange === undefined ? [] : [refusedWith401(exchange, what)];
      }),
    ),
});
