import { clientCheck, ok, unclear, violation, type Scenario } from '../../../harness/index.ts';

const PATH = '/internal/metadata';

/**
 * Metadata is said to be at an internal address. 0.0.0.0 is one that needs no network: it is not loopback, so nobody takes
 * http from there, and it yet leads to this machine.
 */
const REDIRECTED: Scenario = {
  async play(lab) {
    const internal = new URL(lab.mock.urls.environment);
    internal.hostname = '0.0.0.0';
    internal.pathname = PATH;
    lab.answer(({ kind }) => kind === 'resource-metadata' || kind === 'server-metadata', {
      status: 302,
      headers: { Location: internal.href },
    });
    lab.answer(({ url }) => url.pathname === PATH, { status: 404 });
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.security.redirects-in-discovery',
  title: 'Discovery follows no redirect to an internal address',
  scenario: REDIRECTED,
  reaches: 'discovered',
  judge(story) {
    const redirected = story.steps.some(({ status, kind }) => status === 302 && kind.endsWith('-metadata'));
    if (!redirected) return unclear('The client asked for no metadata.');
    const followed = story.steps.some(({ exchange }) => new URL(exchange.request.url).pathname === PATH);
    return followed
      ? violation(
          `no request to http://0.0.0.0${PATH}, where the metadata is redirected to`,
          'the client asks there',
        )
      : ok;
  },
});
