import { accepted, firstProblem, goodTokenAccepted, serverCheck } from '../../../harness/index.ts';

const SPELLINGS = ['bearer', 'BEARER', 'bEaReR'];

export default serverCheck({
  requirement: 'server.token-validation.scheme-case-insensitive',
  title: 'The scheme name Bearer is taken in any letter case',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const spelled = await Promise.all(
      SPELLINGS.map((scheme) => server.call({ authorization: [`${scheme} ${token}`] })),
    );
    return { spelled };
  },
  judge: ({ spelled }) =>
    firstProblem(
      spelled.map((exchange, index) => accepted(exchange, `a good token after "${SPELLINGS[index] ?? ''}"`)),
    ),
});
