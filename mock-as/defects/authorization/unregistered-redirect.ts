import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

export default {
  breaks: 'authorization-server.authorization.unregistered-redirect',
  entails: [
    'authorization-server.authorization.redirect-exact-match',
    'authorization-server.authorization.loopback-rest-exact',
    'authorization-server.authorization.redirect-fragment',
  ],
  title: 'The redirect_uri is compared with nothing',
  alter: comparingForRegistered(() => true),
} satisfies Defect;
