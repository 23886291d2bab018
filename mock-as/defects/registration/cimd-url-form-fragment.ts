import type { Defect } from '../../parts.ts';
import { finding } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-url-form',
  title: 'The fragment of a client_id is cut off',
  alter: finding((id) => id.replace(/#.*/, '')),
} satisfies Defect;
