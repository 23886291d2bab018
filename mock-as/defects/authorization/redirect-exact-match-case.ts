import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.redirect-exact-match',
  title: 'Redirect URIs are compared without regard to letter case',
  alter: comparingForRegistered(
    (asked, registered, isHonest) =>
      isHonest(asked) || registered.some((one) => one.toLowerCase() === asked.toLowerCase()),
  ),
} satisfies Defect;
