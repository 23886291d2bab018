import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

export default {
  breaks: 'authorization-server.authorization.loopback-rest-exact',
  entails: [
    'authorization-server.authorization.redirect-exact-match',
    'authorization-server.authorization.redirect-fragment',
  ],
  title: 'Every redirect_uri on loopback is taken',
  alter: comparingForRegistered(
    (asked, _registered, isHonest) => isHonest(asked) || loopback.includes(new URL(asked).hostname),
  ),
} satisfies Defect;
