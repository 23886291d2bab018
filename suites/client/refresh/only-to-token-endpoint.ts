import {
  clientCheck,
  doesNotApply,
  isSuccess,
  ok,
  violation,
  type Step,
  type Story,
} from '../../../harness/index.ts';
import { RAN_OUT } from '../ran-out.ts';
import { issuedRefreshToken } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.refresh.only-to-token-endpoint',
  title: 'A refresh token goes to the token endpoint that issued it and nowhere else',
  scenario: RAN_OUT,
  reaches: 'token',
  judge(story) {
    const issued = issuedIn(story);
    if (issued.length === 0) return doesNotApply('The client was given no refresh token.');
    const bearer = story.steps.find(
      (step) =>
        !isForIt(step) && issued.some((token) => JSON.stringify(step.exchange.request).includes(token)),
    );
    if (bearer === undefined) return ok;
    const { method, url } = bearer.exchange.request;
    return violation('refresh tokens in token requests only', `${method} ${url} carries one`);
  },
});

function issuedIn(story: Story): string[] {
  const responses = [...story.of('code'), ...story.of('refresh'), ...story.of('token')].filter(isSuccess);
  return responses.flatMap((step) => issuedRefreshToken(step) ?? []);
}

/** In the body of a token request, or of a revocation (RFC 7009 §2.1). */
function isForIt({ kind, exchange: { via, request } }: Step): boolean {
  const isForm = via === 'mock-as' && request.method === 'POST';
  const { pathname, search } = new URL(request.url);
  const isEndpoint = kind === 'code' || kind === 'refresh' || kind === 'token' || /revo/.test(pathname);
  return isForm && isEndpoint && !search.includes('refresh_token');
}
