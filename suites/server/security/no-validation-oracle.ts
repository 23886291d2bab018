import {
  allHeaders,
  firstProblem,
  goodTokenAccepted,
  ok,
  presentEach,
  serverCheck,
  violation,
  type Answered,
} from '../../../harness/index.ts';

const SUBJECT = 'usr_7c1e5a90d2';
const CLIENT = 'm2m_b83f60e417';

export default serverCheck({
  requirement: 'server.security.no-validation-oracle',
  title: 'A refusal does not name the user, the client or the key of the token',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const named = { subject: SUBJECT, clientId: CLIENT };
    const [expired, foreign, tampered, unknownKey] = await Promise.all([
      server.mint({ ...named, expiresIn: -600 }),
      server.mint({ ...named, audience: ['https://another-resource.example/mcp'] }),
      server.mint({ ...named, signature: 'tampered' }),
      server.mint({ ...named, header: { kid: 'snk_unknown_5d20' }, signature: 'tampered' }),
    ]);
    return presentEach(server, {
      'an expired token': expired,
      'a token for another resource': foreign,
      'a tampered token': tampered,
      'a token of an unknown key': unknownKey,
    });
  },
  judge: (answers) => firstProblem(Object.entries(answers).map(([name, answer]) => judgeOne(name, answer))),
});

function judgeOne(name: string, { response }: Answered) {
  if (response.status < 400) return ok;
  const text = [...allHeaders(response.headers, 'www-authenticate'), response.body].join('\n');
  const told = [
    text.includes(SUBJECT) && 'its subject',
    text.includes(CLIENT) && 'its client',
    /-----BEGIN|"kty"\s*:|"n"\s*:\s*"/.test(text) && 'key material',
  ].filter((found) => found !== false);
  return told.length === 0
    ? ok
    : violation(`a refusal of ${name} with an error code only`, `it tells ${told.join(', ')}`);
}
