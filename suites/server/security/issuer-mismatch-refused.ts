import {
  describe,
  doesNotApply,
  goodTokenAccepted,
  isServed,
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
      // The keys of the planted document have a URL of their own.
      const traffic = await lab.mock.traffic.list();
      const took = traffic.some(({ request }) => request.target.includes('of=somebody-else'));
      return { answers, tookItsKeys: took };
    } finally {
      await planted.end();
      await lab.restart();
    }
  },
  // A server that does not start with such a document is as safe.
  judge: ({ answers: [answer], tookItsKeys }) => {
    if (answer === undefined || !isServed(answer)) return ok;
    if (!tookItsKeys) return doesNotApply('The server does not take its keys from the metadata.');
    const actual = `${describe(answer)} for a token that only those keys verify`;
    return violation('no service with the keys of a document of another issuer', actual);
  },
});
