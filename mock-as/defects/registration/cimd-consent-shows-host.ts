import type { Defect } from '../../parts.ts';
import { withoutEntry } from '../consent-page.ts';

export default {
  breaks: 'authorization-server.registration.cimd-consent-shows-host',
  title: 'The consent page says nothing of where the answer goes',
  options: { approval: 'interactive' },
  alter: withoutEntry('Redirects to'),
} satisfies Defect;
