import type { Defect } from '../../parts.ts';
import { withoutEntry } from '../consent-page.ts';

export default {
  breaks: 'authorization-server.registration.cimd-consent-shows-host',
  title: 'The consent page says only that the answer goes to a web site',
  options: { approval: 'interactive' },
  alter: withoutEntry('Redirects to', 'a web site'),
} satisfies Defect;
