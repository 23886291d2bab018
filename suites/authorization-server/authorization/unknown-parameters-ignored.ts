import { authorizationServerCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { toldOf, tryEach } from '../attempts.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.unknown-parameters-ignored',
  title: 'A parameter that it does not know changes nothing',
  needs: ['login'],
  probe: (server) =>
    tryEach(
      server,
      [
        { what: 'x_unknown=1', parameters: { x_unknown: '1' } },
        {
          what: 'a parameter of somebody else, with a URL',
          parameters: { 'example.com-hint': 'https://example.com/' },
        },
      ],
      { tells: () => true },
    ),
  judge: ({ good, attempts }) => {
    const other = attempts.find(({ end, hasCode, status }) => {
      const isPage = end === 'page' && good.end === 'page';
      return isPage ? (status ?? 0) >= 400 : hasCode !== good.hasCode;
    });
    if (other === undefined) return ok;
    if (other.end === 'lost') return unclear(toldOf(other));
    return violation(`as without it (${toldOf(good)})`, toldOf(other));
  },
});
