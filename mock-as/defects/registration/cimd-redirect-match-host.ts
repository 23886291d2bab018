import type { Defect } from '../../parts.ts';
import { comparingForDocuments } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-redirect-match',
  title: 'Redirect URIs on the host of the client_id need not be listed',
  alter: comparingForDocuments((asked, clientId) => new URL(asked).host === new URL(clientId).host),
} satisfies Defect;
