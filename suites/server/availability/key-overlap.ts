import {
  describe,
  firstProblem,
  gatherRotation,
  isServed,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.key-overlap',
  title: 'While two keys are published, tokens of either are accepted in any order',
  needs: ['mint', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { overlap } = await gatherRotation(server);
    return { overlap };
  },
  judge: ({ overlap }) =>
    firstProblem(
      overlap.map((answer, index) =>
        isServed(answer)
          ? ok
          : violation(
              'tokens of both published keys are accepted',
              `${describe(answer)} for the ${index % 2 === 0 ? 'older' : 'newer'} key`,
            ),
      ),
    ),
});
