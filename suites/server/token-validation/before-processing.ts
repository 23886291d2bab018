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
  title: 'A call with an expired token, or with one for another resource, has no effect',
  needs: ['mint'],
  intrusive: true,
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.notebook()).read),
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { read, write } = await server.gathered.notebook();
    const [expired, foreign] = await Promise.all([
      server.mint({ expiresIn: -600 }),
      server.mint({ audience: 'https://another-resource.example/mcp' }),
    ]);
    const texts = [expired, foreign].map(() => `conformance-${randomUUID()}`);
    const refusals = await Promise.all(
      [expired, foreign].map((token, index) => server.call({ token, operation: write(texts[index] ?? '') })),
    );
    const listing = await server.call({ token: await server.goodToken(), operation: read });
    return { refusals, listing, texts };
  },
  judge: ({ refusals, listing, texts }) => {
    // What was accepted has its effect of right; that it was accepted is another check's concern.
    const written = texts.filter((_, index) => {
      const refusal = refusals[index];
      return refusal !== undefined && !isServed(refusal);
    });
    if (written.length === 0) return doesNotApply('Bad tokens are accepted; other checks judge that.');
    if (!isServed(listing)) return unclear('What was kept could not be read afterwards.');
    if (!written.some((text) => shows(listing, text))) return ok;
    return violation('no effect of a refused call', 'the call was refused, and its effect is there');
  },
});
