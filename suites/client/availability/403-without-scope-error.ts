import { clientCheck, ok, unclear, violation, type Scenario } from '../../../harness/index.ts';
import { firstForbidden } from '../insufficient-scope.ts';
import { after, isLogin } from '../sequence.ts';

/** The list of tools is not for this user, and no other token would mend that. */
const FORBIDDEN: Scenario = {
  async play(lab) {
    lab.answer(({ kind, rpc, token }) => kind === 'mcp' && rpc === 'tools/list' && token !== undefined, {
      status: 403,
      json: { error_description: 'Your organization has switched this off.' },
    });
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.availability.403-without-scope-error',
  title: 'A 403 that does not speak of scopes starts no login',
  scenario: FORBIDDEN,
  reaches: 'served',
  judge(story) {
    const refused = firstForbidden(story);
    if (refused === undefined) return unclear('The client did not ask for the list of tools.');
    const login = after(story, refused).find(isLogin);
    return login === undefined
      ? ok
      : violation('an error to the caller', `the client begins a ${login.kind} upon the 403`);
  },
});
