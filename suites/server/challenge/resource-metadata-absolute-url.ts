import {
  bearerChallenge,
  isLoopback,
  notApplicable,
  ok,
  parameter,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-absolute-url',
  title: 'resource_metadata is an absolute https URL without a fragment',
  probe: async (server) => {
    const bare = await server.gathered.challenge();
    const challenge = bearerChallenge(bare);
    const value = challenge && parameter(challenge, 'resource_metadata');
    if (value === undefined) throw notApplicable('The challenge has no resource_metadata.', [bare.id]);
    return { bare, value, strictHttps: server.target.strictHttps };
  },
  judge: ({ value, strictHttps }) => {
    const expected = 'an absolute https URL without a fragment';
    if (!URL.canParse(value)) return violation(expected, `"${value}", which is no absolute URL`);
    const { protocol, hostname } = new URL(value);
    if (value.includes('#')) return violation(expected, `"${value}", which has a fragment`);
    if (protocol === 'https:') return ok;
    const excused = protocol === 'http:' && isLoopback(hostname) && !strictHttps;
    return excused ? ok : violation(expected, `"${value}"`);
  },
});
