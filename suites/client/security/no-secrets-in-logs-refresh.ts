import { clientCheck } from '../../../harness/index.ts';
import { nothingSecretPrinted } from '../printed.ts';
import { RAN_OUT } from '../ran-out.ts';

export default clientCheck({
  requirement: 'client.security.no-secrets-in-logs',
  title: 'The client prints no token or secret when its token has run out',
  scenario: RAN_OUT,
  reaches: 'token',
  judge: nothingSecretPrinted,
});
