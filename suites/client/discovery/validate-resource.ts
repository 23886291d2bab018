import { clientCheck, firstProblem } from '../../../harness/index.ts';
import { FOREIGN_RESOURCE, notFollowed } from '../foreign-documents.ts';

export default clientCheck({
  requirement: 'client.discovery.validate-resource',
  title: 'Resource metadata of another origin or of a sibling is not used',
  scenario: FOREIGN_RESOURCE,
  reaches: 'discovered',
  judge: (story) =>
    firstProblem(
      ['another origin', 'a sibling'].map((variant) =>
        notFollowed(story, variant, ({ kind }) => kind === 'resource-metadata'),
      ),
    ),
});
