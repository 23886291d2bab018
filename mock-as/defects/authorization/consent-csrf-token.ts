import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';
import { anyBrowser } from '../proxied.ts';
import { equal } from '../../login/one-time-codes.ts';

/** Who has opened the page himself has such a token too, and can hand it to others. */
export default {
  breaks: 'authorization-server.authorization.consent-csrf',
  title: 'The token of the form is good in every browser',
  pages: true,
  alter: proxying({
    details: anyBrowser,
    isOwnForm: (_ctx, fields, formToken) => equal(fields.get('form_token') ?? '', formToken),
  }),
} satisfies Defect;
