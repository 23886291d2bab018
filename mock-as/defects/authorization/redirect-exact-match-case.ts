import type { Defect } from '../../parts.ts';
import { comparing } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.redirect-exact-match',
  title: 'Redirect URIs are compared without regard to letter case',
  alter: comparing(
    (asked, registered, isHonest) =>
      isHonest(asked) || registered.some((one) => one.toLowerCase() === asked.toLowerCase()),
  ),
} satisfies Defect;
