import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.loopback-any-port',
  title: 'The port of a loopback redirect URI is compared too',
  alter: comparingForRegistered((asked, registered) => registered.includes(asked)),
} satisfies Defect;
