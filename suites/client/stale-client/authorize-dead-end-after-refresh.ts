import { clientCheck, doesNotApply, recovered } from '../../../harness/index.ts';
import { AT_REFRESH_MISLEADING } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'Told invalid_grant for a refresh and then shown an error page, the next attempt registers afresh',
  scenario: AT_REFRESH_MISLEADING,
  judge: (story) =>
    story.steps.some(({ kind, attempt }) => kind === 'authorization' && attempt > 1)
      ? recovered(story, 'invalid_grant for a refresh and an error page (400) in the browser')
      : doesNotApply(
          'The client does not open the browser after a refused refresh; another check judges that.',
        ),
});
