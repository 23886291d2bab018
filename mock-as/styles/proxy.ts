import type { Style } from '../parts.ts';
import { proxying } from '../proxy/index.ts';

const AUTHORIZATION = 'authorization-server.authorization';

export default {
  title: 'People log in at a third party that knows it by one client id, and consent to each client before',
  options: {},
  alter: proxying(),
  pages: true,
  // The duties of a proxy begin with 2025-11-25.
  revisions: ['2026-07-28'],
  shows: ['consent-page-content', 'consent-csrf', 'consent-cookie', 'proxy-state'].map(
    (name) => `${AUTHORIZATION}.${name}`,
  ),
} satisfies Style;
