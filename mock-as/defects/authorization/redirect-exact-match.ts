import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.redirect-exact-match',
  title: 'A redirect_uri need only begin as the registered one',
  alter: comparingForRegistered((asked, registered, isHonest) => {
    const begins = registered.some((one) => asked.startsWith(one));
    return isHonest(asked) || (begins && !asked.includes('#'));
  }),
} satisfies Defect;
