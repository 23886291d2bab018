import { clientCheck, ok, violation } from '../../../harness/index.ts';
import { BY_METADATA, BY_NOBODY, firstRequest, namedIn, SCOPES_NAMED, shown } from '../scopes-named.ts';
import { listed, OFFLINE_ACCESS } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.scope.offline-access-only-if-offered',
  title: 'offline_access is asked for only where the authorization server lists it',
  scenario: SCOPES_NAMED,
  judge(story) {
    for (const attempt of [BY_METADATA, BY_NOBODY]) {
      const request = firstRequest(story, attempt);
      const { server } = namedIn(story, attempt);
      if (listed(request?.parameters['scope']).includes(OFFLINE_ACCESS) && !server.has(OFFLINE_ACCESS))
        return violation(`no ${OFFLINE_ACCESS}: scopes_supported does not list it`, shown(request));
    }
    return ok;
  },
});
