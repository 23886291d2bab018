import type { Defect } from '../../parts.ts';
import { forwarding } from '../upstream.ts';

export default {
  breaks: 'authorization-server.authorization.per-client-consent',
  title: 'A redirect of its own stands where consent should be asked for',
  alter: forwarding({ begins: true }),
} satisfies Defect;
