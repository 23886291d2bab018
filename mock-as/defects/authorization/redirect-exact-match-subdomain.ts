import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.redirect-exact-match',
  title: 'A host below the registered one is taken too',
  alter: comparingForRegistered((asked, registered, isHonest) => {
    const { hostname, pathname } = new URL(asked);
    const isBelow = (one: string): boolean =>
      hostname.endsWith(`.${new URL(one).hostname}`) && pathname === new URL(one).pathname;
    return isHonest(asked) || registered.some(isBelow);
  }),
} satisfies Defect;
