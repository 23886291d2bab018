import {
  describe,
  goodTokenAccepted,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.issuer-mismatch-refused',
  title: 'Keys of a metadata document that names another issuer are not used',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  control: goodTokenAccepted,
  probe: async (server) => {
    const token = await server.goodToken();
    const { operation } = await server.gathered.protectedOperation();
    const lab = server.lab();
    const planted = await server.outage({ mode: 'foreign-issuer', endpoint: 'metadata' });
    try {
      const isUp = await lab.restart().then(
        () => true,
        () => false,
      );
      const answers = isUp ? [await server.call({ operation, token })] : [];
      if (isUp && planted.affected === 0)
        throw notApplicable('The server does not read the metadata of the authorization server.');
      return { answers };
    } finally {
      await planted.end();
      await lab.restart();
    }
  },
  // A server that does not start with such a document is as safe.
  judge: ({ answers: [answer] }) =>
    answer === undefined || !isServed(answer)
      ? ok
      : violation(
          'no service with the keys of another issuer',
          `${describe(answer)} for a token of those keys`,
        ),
});
