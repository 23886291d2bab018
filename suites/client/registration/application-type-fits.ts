import { clientCheck, doesNotApply, isLoopback, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { eachRegistration, redirectUrisOf } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.application-type-fits',
  title: 'The application type fits the redirect URIs',
  scenario: ORDINARY,
  reaches: 'discovered',
  judge: (story) =>
    eachRegistration(story, (sent) => {
      const { application_type: type } = sent;
      const uris = redirectUrisOf(sent).filter((uri) => URL.canParse(uri));
      if (type !== 'native' && type !== 'web')
        return doesNotApply('The registration names no application type; another check judges that.');
      const fitting = new Set(uris.map((uri) => typeFor(new URL(uri))));
      // Redirect URIs of both kinds say nothing of the program.
      if (fitting.size !== 1 || fitting.has(type)) return ok;
      return violation(
        `application_type ${[...fitting].join()}, to go with ${uris.join(', ')}`,
        `application_type ${type}`,
      );
    }),
});

/** OpenID Connect Dynamic Client Registration §2. */
function typeFor({ protocol, hostname }: URL): 'native' | 'web' {
  return protocol === 'https:' && !isLoopback(hostname) ? 'web' : 'native';
}
