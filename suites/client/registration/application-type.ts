import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';
import { eachRegistration } from '../registrations.ts';

export default clientCheck({
  requirement: 'client.registration.application-type',
  title: 'A registration says which type of application it is for',
  scenario: ORDINARY,
  reaches: 'discovered',
  judge: (story) =>
    eachRegistration(story, ({ application_type: type }) =>
      type === 'native' || type === 'web'
        ? ok
        : violation('application_type native or web', JSON.stringify(type ?? 'no application_type')),
    ),
});
