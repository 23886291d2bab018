import {
  bearerChallenge,
  documentOf,
  firstProblem,
  ok,
  parameter,
  serverCheck,
  stringsOf,
  violation,
  type Exchange,
  type HeaderLine,
} from '../../../harness/index.ts';

const FOREIGN = 'evil.example';
const FORWARDED: HeaderLine[] = [
  ['x-forwarded-host', FOREIGN],
  ['forwarded', `host=${FOREIGN}`],
];
const HOST: HeaderLine[] = [['host', FOREIGN]];

export default serverCheck({
  requirement: 'server.security.host-not-reflected',
  title: 'The URLs in metadata and challenge do not follow Host and X-Forwarded-Host',
  // A server that drops the connection for a foreign Host is safe.
  observesFailures: true,
  probe: async (server) => {
    const { operation } = await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    const url = candidates.find(({ document }) => document !== undefined)?.url;
    const both = [FORWARDED, HOST].map(async (headers): Promise<Exchange[]> => {
      const document = url === undefined ? [] : [server.send({ url, headers })];
      return Promise.all([server.call({ operation, headers }), ...document]);
    });
    const [forwarded = [], host = []] = await Promise.all(both);
    return { 'X-Forwarded-Host': forwarded, Host: host };
  },
  judge: (answers) =>
    firstProblem(
      Object.entries(answers).flatMap(([field, exchanges]) =>
        exchanges.map((exchange) => judgeOne(field, exchange)),
      ),
    ),
});

function judgeOne(field: string, exchange: Exchange) {
  const document = documentOf(exchange);
  const challenge = bearerChallenge(exchange);
  const urls: [where: string, value: unknown][] = [
    ['resource', document?.['resource']],
    ['authorization_servers', stringsOf(document, 'authorization_servers').join(' ')],
    ['resource_metadata', challenge && parameter(challenge, 'resource_metadata')],
  ];
  const found = urls.find(([, value]) => typeof value === 'string' && value.includes(FOREIGN));
  return found === undefined
    ? ok
    : violation('URLs that come from the configuration', `${found[0]} names the host of the ${field} field`);
}
