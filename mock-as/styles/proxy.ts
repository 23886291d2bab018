import type { Style } from '../parts.ts';
import { proxying } from '../proxy/index.ts';

const AUTHORIZATION = 'authorization-server.authorization';

export default {
  title: 'People log in at a third party that knows it by one client id, and consent to each client before',
  options: {},
  alter: proxying(),
  pages: true,
  shows: ['consent-page-content', 'consent-csrf', 'consent-cookie', 'proxy-state'].map(
    (name) => `${AUTHORIZATION}.${name}`,
  ),
} satisfies Style;
