import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.loopback-any-port',
  title: 'Only 127.0.0.1 counts as loopback',
  alter: comparingForRegistered(
    (asked, registered, isHonest) =>
      registered.includes(asked) || (new URL(asked).hostname === '127.0.0.1' && isHonest(asked)),
  ),
} satisfies Defect;
