import { goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.sender-constrained-as-bearer',
  title: 'A token that is bound to a key is not accepted as a plain Bearer token',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => ({
    bound: await server.call({
      token: await server.mint({ claims: { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } } }),
    }),
  }),
  judge: ({ bound }) => refused(bound, 'a token bound to a key (cnf.jkt), sent without a proof of the key'),
});
