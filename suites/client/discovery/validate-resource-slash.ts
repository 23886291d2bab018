import { clientCheck } from '../../../harness/index.ts';
import { FOREIGN_RESOURCE, notFollowed } from '../foreign-documents.ts';
import { putUpWith } from '../places-judgements.ts';

/** RFC 9728 §3.3 wants identity; the official SDKs accept this one, so it only warns. */
export default clientCheck({
  requirement: 'client.discovery.validate-resource',
  title: 'Resource metadata of an endpoint with a slash more is not used',
  scenario: FOREIGN_RESOURCE,
  reaches: 'discovered',
  judge: (story) => putUpWith(notFollowed(story, 'a slash more', ({ kind }) => kind === 'resource-metadata')),
});
