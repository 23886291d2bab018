import { clientCheck, ORDINARY } from '../../../harness/index.ts';
import { nothingSecretPrinted } from '../printed.ts';

export default clientCheck({
  requirement: 'client.security.no-secrets-in-logs',
  title: 'The client prints no token, code, verifier or secret when it logs in',
  scenario: ORDINARY,
  reaches: 'served',
  judge: nothingSecretPrinted,
});
