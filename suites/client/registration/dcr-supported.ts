import {
  clientCheck,
  firstProblem,
  headerOf,
  isSuccess,
  ok,
  ORDINARY,
  unclear,
  violation,
  type Judgement,
  type Step,
} from '../../../harness/index.ts';
import { redirectUrisOf } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.dcr-supported',
  title: 'Where registration is the only way in, the client registers',
  scenario: ORDINARY,
  reaches: 'discovered',
  judge(story) {
    const made = story.of('registration');
    if (made.length > 0) return firstProblem(made.map(isWellFormed));
    if (!story.of('server-metadata').some(isSuccess))
      return unclear(`${story.summary}: it did not find the registration endpoint.`);
    return violation(
      'a registration, as the metadata offers nothing but a registration_endpoint',
      `the client read the metadata and did not register. ${story.summary}`,
    );
  },
});

/** RFC 7591 §3.1. */
function isWellFormed({ sent, exchange }: Step): Judgement {
  const type = headerOf(exchange.request.headers, 'content-type') ?? '(none)';
  if (!/^application\/json\s*(;|$)/i.test(type))
    return violation('a registration as application/json', `Content-Type: ${type}`);
  return redirectUrisOf(sent).length > 0
    ? ok
    : violation('redirect_uris, a list of at least one URI', JSON.stringify(sent['redirect_uris'] ?? null));
}
