import { headerOf, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.metadata.status-and-type',
  title: 'The metadata is a JSON object of the type application/json',
  probe: async (server) => ({ metadata: (await server.gathered.metadata()).exchange }),
  judge: ({ metadata }) => {
    const type = headerOf(metadata.response.headers, 'content-type') ?? 'no content type';
    const essence = type.split(';')[0]?.trim().toLowerCase();
    return essence === 'application/json' ? ok : violation('Content-Type: application/json', type);
  },
});
