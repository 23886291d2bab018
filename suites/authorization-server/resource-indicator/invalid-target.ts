import {
  authorizationServerCheck,
  firstProblem,
  goodCodeRedeemed,
  ok,
  violation,
} from '../../../harness/index.ts';
import { askFor, UNKNOWN_RESOURCE } from '../audiences.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.resource-indicator.invalid-target',
  title: 'A resource that is unknown, relative or has a fragment is refused with invalid_target',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const wanted = [UNKNOWN_RESOURCE, 'foo', `${await server.resource()}#fragment`];
    const attempts = await Promise.all(wanted.map((resource) => askFor(server, { authorize: resource })));
    return {
      attempts: attempts.map(({ exchange }) => exchange),
      wanted,
      errors: attempts.map(({ error }) => error ?? null),
      audiences: attempts.map(({ audience }) => audience ?? []),
    };
  },
  judge: ({ wanted, errors, audiences }) =>
    firstProblem(
      wanted.map((resource, index) => {
        const expected = `the resource ${resource} is refused with invalid_target`;
        const error = errors[index];
        if (typeof error === 'string')
          return error === 'invalid_target' ? ok : violation(expected, `it is refused with ${error}`);
        // Who does not know the parameter ignores it (OAuth 2.1 §3.1).
        const isNamed = audiences[index]?.includes(resource) === true;
        return isNamed ? violation(expected, 'a token for it was issued') : ok;
      }),
    ),
});
