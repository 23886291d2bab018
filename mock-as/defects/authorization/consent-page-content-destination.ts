import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';
import { replacing } from '../consent-page.ts';

export default {
  breaks: 'authorization-server.authorization.consent-page-content',
  entails: ['authorization-server.registration.cimd-consent-shows-host'],
  title: 'The page of the proxy does not say where the answer goes',
  pages: true,
  alter: replacing(/<dt>Redirects to[^]*?<\/dd>/, '', proxying()),
} satisfies Defect;
