import {
  clientCheck,
  clientIn,
  doesNotApply,
  noStaleClient,
  ok,
  registeredIn,
  tokenError,
  violation,
  wasServed,
  welcome,
  type Scenario,
} from '../../../harness/index.ts';
import { launchUntilServed } from '../forgotten.ts';

const LIFETIME_S = 2;

/** The first client to register gets a secret that is good for two seconds, and is refused afterwards. */
const SHORT_SECRET: Scenario = {
  async play(lab) {
    let first: string | undefined;
    let endsAt = 0;
    lab.change('registration', (answer) => {
      const { client_id: id } = answer.json;
      if (typeof id !== 'string') return;
      first ??= id;
      if (id !== first) return;
      endsAt = Math.ceil(Date.now() / 1000) + LIFETIME_S;
      answer.json['client_secret'] = 'a-secret-that-ends-soon-0123456789';
      answer.json['client_secret_expires_at'] = endsAt;
      answer.json['token_endpoint_auth_method'] = 'client_secret_post';
    });
    welcome(lab, (id) => id === first);
    lab.answer(
      (request) => request.kind === 'code' && clientIn(request) === first && Date.now() >= endsAt * 1000,
      tokenError('invalid_client', 401),
    );
    await lab.launch();
    lab.expireTokens();
    await lab.until(endsAt * 1000);
    await launchUntilServed(lab);
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.expired-secret',
  title: 'A client whose secret has run out registers anew and gets in',
  scenario: SHORT_SECRET,
  judge(story) {
    if (registeredIn(story, 1).size === 0) return doesNotApply('The client does not register dynamically.');
    if (wasServed(story, 2)) return ok;
    return (
      noStaleClient(story) ??
      violation(
        'a new registration, before or when the secret is refused',
        `the client does not get in again: ${story.counts(story.launches.at(-1)?.attempt)}`,
      )
    );
  },
});
