import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.redirect-fragment',
  title: 'The fragment of a redirect_uri is not compared, and comes back behind the code',
  alter: comparingForRegistered((asked, _registered, isHonest) => isHonest(asked.split('#', 1)[0] ?? asked)),
} satisfies Defect;
