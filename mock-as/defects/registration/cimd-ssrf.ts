import type { Defect } from '../../parts.ts';
import { reading } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-ssrf',
  title: 'A client document is fetched from any address',
  alter: reading((url, ask) => (new URL(url).hostname === '127.0.0.1' ? fetch(url) : ask())),
} satisfies Defect;
