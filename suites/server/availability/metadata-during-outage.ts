import {
  bearerChallenge,
  describe,
  firstProblem,
  gatherOutage,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.metadata-during-outage',
  title: 'Metadata and the challenge for a missing token are served while the authorization server is away',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  observesFailures: true,
  probe: async (server) => {
    const { bare: before } = await server.gathered.protectedOperation();
    const { bare, metadata } = await gatherOutage(server, { mode: 'refused' });
    return { before, bare, metadata };
  },
  judge: ({ before, bare, metadata }) =>
    firstProblem([
      metadata === undefined || metadata.response?.status === 200
        ? ok
        : violation('the metadata document, as before the outage', describe(metadata)),
      bare.response?.status === before.response?.status
        ? ok
        : violation(`${describe(before)} for a missing token, as before the outage`, describe(bare)),
      bearerChallenge(before) === undefined || bearerChallenge(bare) !== undefined
        ? ok
        : violation('a challenge for a missing token, as before the outage', `${describe(bare)} without one`),
    ]),
});
