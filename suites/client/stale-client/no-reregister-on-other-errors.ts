import {
  clientCheck,
  errorRedirect,
  noStaleClient,
  ok,
  tokenError,
  violation,
  type ClientLab,
  type Scenario,
  withoutRefreshTokens,
} from '../../../harness/index.ts';

const ERRORS: { told: string; begin: (lab: ClientLab) => () => void }[] = [
  { told: 'invalid_grant for the code', begin: (lab) => lab.answer('code', tokenError('invalid_grant')) },
  { told: 'invalid_scope for the code', begin: (lab) => lab.answer('code', tokenError('invalid_scope')) },
  { told: '500 for the code', begin: (lab) => lab.answer('code', tokenError('server_error', 500)) },
  {
    told: '503 for the code',
    begin: (lab) =>
      lab.answer('code', { status: 503, headers: { 'Retry-After': '1' }, text: 'Come back later.' }),
  },
  {
    told: 'access_denied at the redirect URI',
    begin: (lab) => lab.answer('authorization', errorRedirect(lab, 'access_denied')),
  },
];

/** The client gets in once; then each launch meets another error. */
const OTHER_ERRORS: Scenario = {
  async play(lab) {
    withoutRefreshTokens(lab);
    await lab.launch();
    lab.expireTokens();
    for (const { begin } of ERRORS) {
      const end = begin(lab);
      await lab.launch();
      end();
    }
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.no-reregister-on-other-errors',
  title: 'Other errors than invalid_client do not make the client register again',
  scenario: OTHER_ERRORS,
  judge(story) {
    const beside = noStaleClient(story);
    if (beside !== undefined) return beside;
    const again = story.of('registration').find(({ attempt }) => attempt > 1);
    if (again === undefined) return ok;
    // What a launch meets shows in the next one, too: the registration may be dropped in one and missed in the other.
    const met = [again.attempt - 3, again.attempt - 2].flatMap((index) => ERRORS[index]?.told ?? []);
    return violation(
      'the registration is kept: the authorization server knows the client',
      `the client registered again in launch ${again.attempt}, upon ${met.join(' or ')}`,
    );
  },
});
