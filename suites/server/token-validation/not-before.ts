import { goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

const HOUR = 3600;

export default serverCheck({
  requirement: 'server.token-validation.not-before',
  title: 'A token that becomes valid in an hour is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const notBefore = Math.floor(Date.now() / 1000) + HOUR;
    const token = await server.mint({ notBefore, expiresIn: 2 * HOUR });
    return { early: await server.call({ token }) };
  },
  judge: ({ early }) => refused(early, 'a token that becomes valid in an hour'),
});
