import type { Defect } from '../../parts.ts';
import { reading } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-ssrf',
  title: 'Addresses of loopback are known, and its name is not',
  alter: reading((url, ask) => (new URL(url).hostname === 'localhost' ? fetch(url) : ask())),
} satisfies Defect;
