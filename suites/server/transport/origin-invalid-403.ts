import {
  doesNotApply,
  goodTokenAccepted,
  isServed,
  refusedWith,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.origin-invalid-403',
  title: 'A request of a foreign Origin is refused with 403',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => ({
    foreign: await server.call({
      // With a good token, so that the Origin is the only thing to refuse.
      token: await server.goodToken(),
      headers: [['origin', 'https://evil.example']],
    }),
  }),
  judge: ({ foreign }) =>
    isServed(foreign)
      ? doesNotApply('The request was carried out; another check judges that.')
      : refusedWith([403], foreign, 'a good token with a foreign Origin'),
});
