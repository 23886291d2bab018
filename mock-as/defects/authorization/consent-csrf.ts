import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';
import { anyBrowser } from '../proxied.ts';

export default {
  breaks: 'authorization-server.authorization.consent-csrf',
  title: 'Consent may be given by a link, which any site can lead to',
  pages: true,
  alter: proxying({
    details: anyBrowser,
    methods: ['GET', 'POST'],
    isOwnForm: (ctx, fields) => ctx.method === 'GET' || fields.has('form_token'),
  }),
} satisfies Defect;
