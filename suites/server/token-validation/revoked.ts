import { setTimeout as delay } from 'node:timers/promises';
import {
  doesNotApply,
  goodTokenAccepted,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

const PAUSE_MS = 500;
const ATTEMPTS = 5;

export default serverCheck({
  requirement: 'server.token-validation.revoked',
  title: 'A revoked token stops working at a server that uses introspection',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    if (!(await server.gathered.introspects())) {
      throw notApplicable('The server does not use introspection, so it cannot see a revocation.');
    }
    const { mock } = server.lab();
    const [token, inactiveToken] = await Promise.all([server.mint(), server.mint({ active: false })]);
    const [before, inactive] = await Promise.all([
      server.call({ token }),
      server.call({ token: inactiveToken }),
    ]);
    await mock.revoke(token);
    const isAsked = ({ endpoint, request }: (typeof entries)[number]) =>
      endpoint === 'introspection' && request.body.includes(token);
    const entries = mock.traffic.list();
    const askedBefore = entries.filter(isAsked).length;
    const asked = () => mock.traffic.list().filter(isAsked).length > askedBefore;
    let after = await server.call({ token });
    for (let attempt = 1; attempt < ATTEMPTS && isServed(after) && !asked(); attempt += 1) {
      await delay(PAUSE_MS);
      after = await server.call({ token });
    }
    return { before, inactive, after, wasTold: asked() };
  },
  judge: ({ before, inactive, after, wasTold }) => {
    if (!isServed(after)) return ok;
    if (!isServed(before) || isServed(inactive)) {
      return doesNotApply('Introspection does not decide here; another check judges that.');
    }
    if (wasTold) {
      return violation(
        'a refusal of a revoked token',
        'the authorization server called it inactive, and it was accepted',
      );
    }
    return doesNotApply(
      'The server remembers answers of the introspection endpoint for longer than was waited. Keep that time short.',
    );
  },
});
