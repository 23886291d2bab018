import type { Answered } from '../../../harness/index.ts';
import { answered503, doesNotApply, gatherOutage, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.unverifiable-503',
  title: 'A token that cannot be checked is answered 503 while the authorization server gives no answer',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  waits: true,
  observesFailures: true,
  probe: async (server) => {
    const { unverifiable, hadKeys, tried } = await gatherOutage(server, { mode: 'hang' });
    return { unverifiable, hadKeys, tried };
  },
  judge: ({ unverifiable, ...how }) =>
    unverifiable.response === undefined
      ? doesNotApply('The server gave no answer at all; another check judges that.')
      : answered503({ unverifiable: unverifiable as Answered, ...how }),
});
