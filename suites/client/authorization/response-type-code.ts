import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';

export default clientCheck({
  requirement: 'client.authorization.response-type-code',
  title: 'The client asks for a code',
  scenario: ORDINARY,
  judge(story) {
    const types = story.of('authorization').map(({ parameters }) => parameters['response_type'] ?? '(none)');
    const other = types.find((type) => type !== 'code');
    return other === undefined ? ok : violation('response_type=code', `response_type=${other}`);
  },
});
