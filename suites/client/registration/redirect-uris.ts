import {
  clientCheck,
  clientOf,
  firstProblem,
  isLoopback,
  ok,
  ORDINARY,
  unclear,
  violation,
  type Judgement,
  type Step,
  type Story,
} from '../../../harness/index.ts';
import { redirectUrisOf } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.redirect-uris',
  title: 'Redirect URIs are https or loopback, and the one in use is registered',
  scenario: ORDINARY,
  reaches: 'discovered',
  judge(story) {
    const registered = story.of('registration').flatMap(({ sent }) => redirectUrisOf(sent));
    const requests = story.of('authorization');
    if (registered.length === 0 && requests.length === 0)
      return unclear(`${story.summary}, and named no redirect URI.`);
    return firstProblem([
      ...registered.map((uri) => isSafe(uri, 'registered')),
      ...requests.map((request) => isRegistered(story, request)),
    ]);
  },
});

/** OAuth 2.1 §2.3.1. Schemes of an application's own are legal. */
function isSafe(uri: string, where: string): Judgement {
  const isOpen = URL.canParse(uri) && new URL(uri).protocol === 'http:' && !isLoopback(new URL(uri).hostname);
  return isOpen ? violation('redirect URIs with https or on the loopback', `${uri} is ${where}`) : ok;
}

function isRegistered(story: Story, request: Step): Judgement {
  const uri = request.parameters['redirect_uri'];
  const registration = story
    .of('registration')
    .find((step) => clientOf(step) !== undefined && clientOf(step) === clientOf(request));
  const registered = registration && redirectUrisOf(registration.sent);
  if (uri === undefined)
    return registered === undefined || registered.length === 1
      ? ok
      : violation('one of the registered redirect URIs', 'no redirect_uri in the authorization request');
  if (registered === undefined || registered.some((one) => isSame(one, uri))) return isSafe(uri, 'in use');
  return violation(`one of the registered redirect URIs: ${registered.join(', ')}`, uri);
}

/** RFC 8252 §7.3: the port of a loopback redirect URI may be any. */
function isSame(registered: string, used: string): boolean {
  if (registered === used) return true;
  if (!URL.canParse(registered) || !URL.canParse(used)) return false;
  const [one, other] = [new URL(registered), new URL(used)];
  if (!isLoopback(one.hostname)) return false;
  one.port = other.port;
  return one.href === other.href;
}
