import { inconclusive, untested } from '../signals.ts';
import type { Authorization } from './flow.ts';

const LOGIN_PAGE =
  'The authorization server shows a page, a login perhaps, that redirects alone do not get through: give --login browser or --login script.';

const NO_RESOURCE =
  'The authorization server gives no code without a resource (invalid_target): give --resource with one that it knows.';

/** Why an authorization brought no code. */
export function noCode({
  end,
  error,
  reply,
  exchanges,
  sent,
}: Pick<Authorization, 'end' | 'error' | 'reply' | 'exchanges' | 'sent'>) {
  const evidence = exchanges.map(({ id }) => id);
  const { status = 0 } = reply;
  if (end === 'callback') {
    // RFC 8707 §2: it wants to know what the token is to be for, or does not know that.
    const isAboutResource = error === 'invalid_target';
    if (isAboutResource && !sent.has('resource')) return untested(NO_RESOURCE, evidence);
    const what = isAboutResource ? `${error}: give --resource with one that it knows` : error;
    return inconclusive(`An authorization ended in the error ${what ?? 'without a name'}.`, evidence);
  }
  if (end === 'lost') return inconclusive('An authorization did not come to an end.', evidence);
  if (status < 300) return untested(LOGIN_PAGE, evidence);
  return inconclusive(`An authorization ended in a page with status ${status}.`, evidence);
}
