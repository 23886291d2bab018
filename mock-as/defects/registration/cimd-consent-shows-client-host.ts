import type { Defect } from '../../parts.ts';
import { withoutEntry } from '../consent-page.ts';

export default {
  breaks: 'authorization-server.registration.cimd-consent-shows-client-host',
  title: 'The consent page shows the name of a client, and not whose document gave it',
  options: { approval: 'interactive' },
  alter: withoutEntry('Application'),
} satisfies Defect;
