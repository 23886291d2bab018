import type { Style } from '../parts.ts';

export default {
  title: 'A resource that it does not know is ignored',
  options: { resourceEnforcement: 'ignore' },
  warns: ['authorization-server.resource-indicator.token-request-subset'],
} satisfies Style;
