import { randomUUID } from 'node:crypto';
import {
  doesNotApply,
  goodTokenAcceptedFor,
  isServed,
  ok,
  serverCheck,
  shows,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.before-processing',
  title: 'A call with an expired token has no effect',
  needs: ['mint'],
  intrusive: true,
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.notebook()).read),
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { read, write } = await server.gathered.notebook();
    const text = `conformance-${randomUUID()}`;
    const token = await server.mint({ expiresIn: -600 });
    const expired = await server.call({ token, operation: write(text) });
    const listing = await server.call({ token: await server.goodToken(), operation: read });
    return { expired, listing, text };
  },
  judge: ({ expired, listing, text }) => {
    if (isServed(expired)) return doesNotApply('An expired token is accepted; another check judges that.');
    if (!isServed(listing)) return unclear('What was kept could not be read afterwards.');
    if (!shows(listing, text)) return ok;
    return violation('no effect of a refused call', 'the call was refused, and its effect is there');
  },
});
