import {
  authorizationServerCheck,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { isRegistered, registerWith } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.application-type-honoured',
  title: 'A client that says that it is native is registered by the rules for native clients',
  needs: ['registration'],
  probe: async (server) => {
    const [native, web] = await Promise.all([
      registerWith(server, { application_type: 'native' }),
      registerWith(server, { application_type: 'web' }),
    ]);
    return { native, web };
  },
  judge: ({ native, web }) => {
    if (isRegistered(native)) return ok;
    if (native.response.status === 429) return unclear(TOO_MANY);
    const asWeb = isRegistered(web) ? 'is taken' : 'is refused as well';
    return violation(
      'a loopback redirect URI is registered for application_type native',
      `it is refused (${saidBy(native)}); the same as web ${asWeb}`,
    );
  },
});
