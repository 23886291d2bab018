import {
  authorizationServerCheck,
  firstProblem,
  goodCodeRedeemed,
  ok,
  violation,
} from '../../../harness/index.ts';
import { askFor, UNKNOWN_RESOURCE } from '../audiences.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.resource-indicator.token-request-subset',
  title: 'A code for one resource brings no token for another',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const authorize = await server.resource();
    const [other] = (await server.gathered.resources()).filter((resource) => resource !== authorize);
    const wanted = [...(other === undefined ? [] : [other]), UNKNOWN_RESOURCE];
    const [own, ...attempts] = await Promise.all(
      [authorize, ...wanted].map((redeem) => askFor(server, { authorize, redeem })),
    );
    return {
      own: own?.exchange,
      attempts: attempts.map(({ exchange }) => exchange),
      wanted,
      ownAudience: own?.audience ?? [],
      audiences: attempts.map(({ audience }) => audience ?? []),
    };
  },
  judge: ({ wanted, ownAudience, audiences }) =>
    firstProblem(
      wanted.map((resource, index) => {
        const gained = audiences[index]?.filter((one) => !ownAudience.includes(one)) ?? [];
        if (gained.length === 0) return ok;
        return violation(
          `a token request for ${resource} is refused with invalid_target when the code is for another resource`,
          `a token for ${gained.join(', ')} was issued`,
        );
      }),
    ),
});
