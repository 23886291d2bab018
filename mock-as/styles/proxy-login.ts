import type { Style } from '../parts.ts';
import { proxying } from '../proxy/index.ts';
import proxy from './proxy.ts';

export default {
  ...proxy,
  title: 'The third party behind the proxy shows a page of its own before it sends anybody back',
  alter: proxying({ thirdPartyAsks: true }),
  revisions: ['2025-11-25'],
} satisfies Style;
