import { authorizationServerCheck, bodyOf, isObject, ok, violation } from '../../../harness/index.ts';
import { placeOf } from '../documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.key-set-usable',
  title: 'The key set has keys, each with a kid of its own',
  probe: async (server) => ({ keySet: (await server.gathered.keySet()).exchange }),
  // How long it may be cached is worth saying, but nobody is worse off without.
  judge: ({ keySet }) => {
    const place = placeOf(keySet);
    const { status } = keySet.response;
    if (status !== 200) return violation(`${place} gives a key set`, `HTTP ${status}`);
    const keys = bodyOf(keySet)?.['keys'];
    if (!Array.isArray(keys)) return violation(`${place} gives a key set`, 'a body without keys');
    if (keys.length === 0) return violation(`${place} has a key`, 'an empty set');
    // RFC 7517 §4.5: keys of different types may share one, as alternatives.
    const names = keys.filter(isObject).filter(({ kid }) => kid !== undefined);
    const seen = names.map(({ kid, kty }) => JSON.stringify([kid, kty]));
    const twice = names.find(({ kid, kty }) => isRepeated(seen, JSON.stringify([kid, kty])));
    if (twice === undefined) return ok;
    return violation('each key has a kid of its own', `several have the kid ${JSON.stringify(twice['kid'])}`);
  },
});

function isRepeated(all: string[], one: string): boolean {
  return all.indexOf(one) !== all.lastIndexOf(one);
}
