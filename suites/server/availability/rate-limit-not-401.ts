import type { Exchange } from '../../../harness/index.ts';
import {
  describe,
  goodTokenAccepted,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  unclear,
  untilServed,
  violation,
} from '../../../harness/index.ts';

/** A burst that a busy client may well send. */
const REQUESTS = 40;
const AT_ONCE = 10;

export default serverCheck({
  requirement: 'server.availability.rate-limit-not-401',
  title: 'A limit on requests is reported as 429 and not as an authorization error',
  needs: ['mint'],
  control: goodTokenAccepted,
  exclusive: true,
  probe: async (server) => {
    const token = await server.goodToken();
    let limited: Exchange | undefined;
    for (let sent = 0; sent < REQUESTS && limited === undefined; sent += AT_ONCE) {
      const burst = Array.from({ length: AT_ONCE }, () => server.call({ token }));
      limited = (await Promise.all(burst)).find((answer) => !isServed(answer));
    }
    if (limited === undefined)
      throw notApplicable(`No limit appeared in ${REQUESTS} requests, ${AT_ONCE} at a time.`);
    return { limited, later: await untilServed(server, () => server.call({ token })) };
  },
  judge: ({ limited, later }) => {
    const { status } = limited.response;
    if (status === 429 || status === 503) return ok;
    if (!isServed(later)) return unclear(`The token stayed refused: ${describe(later)}.`);
    return status === 401 || status === 403
      ? violation('HTTP 429 when there are too many requests', `${describe(limited)} for a good token`)
      : unclear(`One of many requests was answered ${describe(limited)}.`);
  },
});
