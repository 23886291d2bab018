import { clientCheck } from '../../../harness/index.ts';
import { OUTAGE } from '../outage.ts';
import { nothingSecretPrinted } from '../printed.ts';

export default clientCheck({
  requirement: 'client.security.no-secrets-in-logs',
  title: 'The client prints no token or secret when something fails',
  scenario: OUTAGE,
  reaches: 'token',
  judge: nothingSecretPrinted,
});
