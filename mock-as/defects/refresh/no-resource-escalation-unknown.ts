import { indicatorOf } from '../../indicators.ts';
import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** Known resources are compared with the grant; for a name that nobody knows there is nothing to compare. */
export default {
  breaks: 'authorization-server.refresh.no-resource-escalation',
  title: 'A refresh copies an unknown resource into the audience',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const { resources } = environment;
      const { token } = refreshedBy(environment, form) ?? {};
      const url = form.get('resource');
      if (token === undefined || url === null || resources.named(url) !== undefined) return;
      token.resource = indicatorOf(resources.add({ url, scopes: [] }));
    },
  }),
} satisfies Defect;
