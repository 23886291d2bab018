import { authorizationServerCheck, doesNotApply, violation, ok } from '../../../harness/index.ts';
import { goodRegistration, isRegistered, listOf, notRegistered, registerWith } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.grant-response-consistency',
  title: 'Grant types and response types that do not fit together are refused or corrected',
  needs: ['registration'],
  control: goodRegistration,
  probe: async (server) => ({
    registration: await registerWith(server, {
      grant_types: ['authorization_code'],
      response_types: ['token'],
    }),
  }),
  judge: ({ registration }) => {
    const what = 'a registration of authorization_code with the response type token';
    if (!isRegistered(registration)) return notRegistered(registration, what);
    const grants = listOf(registration, 'grant_types');
    const responses = listOf(registration, 'response_types');
    if (grants === undefined || responses === undefined) {
      return doesNotApply('The answer does not tell both lists; another check judges that.');
    }
    // RFC 7591 §2.1
    const hasCode = responses.some((type) => type.split(' ').includes('code'));
    const hasToken = responses.some((type) => type.split(' ').includes('token'));
    const fits =
      grants.includes('authorization_code') === hasCode && grants.includes('implicit') === hasToken;
    if (fits) return ok;
    return violation(
      `${what} is refused, or corrected in the answer`,
      `registered grant_types ${grants.join(', ')} with response_types ${responses.join(', ')}`,
    );
  },
});
