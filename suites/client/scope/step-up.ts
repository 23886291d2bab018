import {
  bearerOf,
  clientCheck,
  isObject,
  ok,
  unclear,
  violation,
  type Step,
} from '../../../harness/index.ts';
import { firstForbidden, INSUFFICIENT_SCOPE } from '../insufficient-scope.ts';
import { after } from '../sequence.ts';

const EXPECTED = 'a new authorization request, or an error to the caller';

export default clientCheck({
  requirement: 'client.scope.step-up',
  title: 'On 403 insufficient_scope the client asks for a new authorization, or says that it failed',
  scenario: INSUFFICIENT_SCOPE,
  reaches: 'served',
  judge(story) {
    const refused = firstForbidden(story);
    if (refused === undefined) return unclear('The client did not ask for the list of tools.');
    const then = after(story, refused);
    const next = then.find(({ kind }) => kind === 'authorization' || kind === 'refresh');
    if (next?.kind === 'authorization') return ok;
    if (next?.kind === 'refresh')
      return violation(EXPECTED, 'the client refreshes its token, which gives no more scopes');
    if (then.some((step) => isSame(step, refused)))
      return violation(EXPECTED, 'the client sends the same request with the same token again');
    const [launch] = story.launches;
    const isTold = launch?.exitCode !== 0 || /\b403\b|scope|forbidden|permission/i.test(launch.output);
    return isTold ? ok : violation(EXPECTED, 'the client ends as if nothing had happened');
  },
});

/** The same operation with the same token. */
function isSame(step: Step, refused: Step): boolean {
  const operation = ({ sent: { method, params } }: Step) => {
    // What the client says of itself may be different each time.
    return JSON.stringify([method, isObject(params) ? { ...params, _meta: undefined } : {}]);
  };
  const isCall = step.kind === 'mcp' && step.sent['method'] !== undefined;
  return isCall && bearerOf(step) === bearerOf(refused) && operation(step) === operation(refused);
}
