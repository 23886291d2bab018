import { base64url, ok, serverCheck, violation, type Exchange } from '../../../harness/index.ts';
import { randomBytes } from 'node:crypto';

export default serverCheck({
  requirement: 'server.security.no-token-echo',
  title: 'No answer repeats the token or a large part of it',
  probe: async (server) => {
    const random = () => randomBytes(32).toString('base64url');
    const tokens: Record<string, string> = {
      'a token that is none': random(),
      'a forged JWT': [base64url({ alg: 'RS256' }), base64url({ sub: random() }), random()].join('.'),
      'a malformed token': `${random()}"${random()}`,
    };
    if (server.target.capabilities.has('token')) tokens['a good token'] = await server.goodToken();
    const sent = Object.entries(tokens).map(async ([name, token]) => {
      const { exchange, text, headers } = await server.exchange({ token });
      const answer = [text, ...headers.flat()].join('\n');
      // The header of a JWT is no secret and the same in many tokens.
      const parts = [token, ...token.split('.').slice(1), ...token.split('"')];
      const isEchoed = parts.some((part) => part.length >= 16 && answer.includes(part));
      return { name, exchange, isEchoed };
    });
    const seen = await Promise.all(sent);
    const exchanges: Record<string, Exchange> = Object.fromEntries(
      seen.map(({ name, exchange }) => [name, exchange]),
    );
    return { ...exchanges, echoed: seen.filter(({ isEchoed }) => isEchoed).map(({ name }) => name) };
  },
  judge: ({ echoed }) =>
    echoed.length === 0
      ? ok
      : violation('an answer without the token', `the answer to ${echoed.join(' and to ')} repeats it`),
});
