import { describe, gatherRotation, isServed, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.key-rotation',
  title: 'A token of a newly published key is accepted without a restart',
  needs: ['mint', 'restart'],
  exclusive: true,
  waits: true,
  probe: async (server) => {
    const { rotated } = await gatherRotation(server);
    return { rotated, waitedSeconds: Math.round(server.target.patienceMs / 1000) };
  },
  judge: ({ rotated, waitedSeconds }) =>
    isServed(rotated)
      ? ok
      : violation(`a token of a new key is accepted within ${waitedSeconds} seconds`, describe(rotated)),
});
