import { authorizationServerCheck, doesNotApply, noCode, ok, violation } from '../../../harness/index.ts';
import { proceeds } from '../attempts.ts';
import { isHtml, mayBeFramed } from '../framing.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.clickjacking',
  title: 'No other origin can put the login or consent page into a frame',
  needs: ['login'],
  probe: async (server) => {
    const authorization = await server.authorize();
    if (!proceeds(authorization)) throw noCode(authorization);
    const { exchanges, reply, end, pages } = authorization;
    const own = new Set([server.issuer, await server.endpoint('authorization_endpoint')].map(originOf));
    const last = { url: reply.exchange.request.url, status: reply.status ?? 0, headers: reply.headers };
    const shown = pages.length === 0 && end === 'page' ? [last] : pages;
    return {
      exchanges,
      // Who else shows a page, to log in there, answers for it itself.
      pages: shown
        .filter((page) => page.status < 400 && isHtml(page.headers) && own.has(originOf(page.url)))
        .map(({ headers }) => ({ framed: mayBeFramed(headers) })),
    };
  },
  judge: ({ pages }) => {
    if (pages.length === 0)
      return doesNotApply('It showed no page of its own: nothing asks for login or consent.');
    const open = pages.findIndex(({ framed }) => framed);
    if (open === -1) return ok;
    return violation(
      "Content-Security-Policy: frame-ancestors 'none', or X-Frame-Options: DENY",
      `page ${open + 1} of the ${pages.length} that were shown may be framed by any origin`,
    );
  },
});

const originOf = (url: string) => new URL(url).origin;
