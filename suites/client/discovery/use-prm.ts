import {
  clientCheck,
  firstProblem,
  isSuccess,
  ok,
  ORDINARY,
  unclear,
  violation,
} from '../../../harness/index.ts';

const expected = 'the authorization server that the protected resource metadata names, on its own origin';

export default clientCheck({
  requirement: 'client.discovery.use-prm',
  title: 'The authorization server is the one that the resource metadata names, and not the MCP server',
  scenario: ORDINARY,
  reaches: 'discovered',
  judge: (story) =>
    firstProblem(
      [...new Set(story.launches.map(({ attempt }) => attempt))].map((attempt) => {
        const steps = story.steps.filter((step) => step.attempt === attempt);
        const atServer = steps.find(
          ({ kind, exchange }) =>
            exchange.via === 'server' && ['registration', 'authorization', 'code'].includes(kind),
        );
        if (atServer !== undefined) {
          const { method, url } = atServer.exchange.request;
          return violation(expected, `${method} ${url}: that is the MCP server`);
        }
        const begun = steps.findIndex(({ kind }) => kind === 'authorization');
        if (begun < 0) return unclear(`${story.summary}, so nothing shows where it would have gone.`);
        const read = steps.slice(0, begun).filter(isSuccess);
        if (!read.some(({ kind }) => kind === 'resource-metadata'))
          return violation(expected, 'an authorization without a look at the protected resource metadata');
        const isCopy = read.filter(({ kind }) => kind === 'server-metadata');
        return isCopy.length > 0 && isCopy.every(({ exchange }) => exchange.via === 'server')
          ? violation(expected, 'its metadata was asked of the MCP server only')
          : ok;
      }),
    ),
});
