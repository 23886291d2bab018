import { authorizationServerCheck, ok, tolerated } from '../../../harness/index.ts';
import { toldOf, tryEach, violationBy, type Attempt } from '../attempts.ts';

const isNoError = ({ end, error }: Attempt) => end === 'callback' && error === null;
const isCrash = ({ end, status }: Attempt) => end === 'page' && (status ?? 0) >= 500;

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.response-type',
  title: 'A missing or unknown response_type gives an error response',
  needs: ['login'],
  probe: (server) =>
    tryEach(
      server,
      [
        { what: 'no response_type', parameters: { response_type: undefined } },
        { what: 'response_type=foo', parameters: { response_type: 'foo' } },
      ],
      { tells: isNoError },
    ),
  judge: ({ attempts }) => {
    const expected = 'invalid_request or unsupported_response_type, at the redirect URI or on a page';
    const crash = attempts.find(isCrash);
    return (
      violationBy(attempts, isNoError, expected) ??
      (crash === undefined ? ok : tolerated(expected, toldOf(crash)))
    );
  },
});
