import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** The scope of the request is written into the grant before it is compared with it. */
export default {
  breaks: 'authorization-server.refresh.no-scope-escalation',
  title: 'A refresh brings whatever scope it asks for',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const found = refreshedBy(environment, form);
      const wanted = form.get('scope');
      if (found === undefined || wanted === null) return;
      const granted = Object.keys(found.grant.resources ?? {}).map((resource) => [resource, wanted] as const);
      Object.assign(found.grant, { resources: Object.fromEntries(granted) });
      found.token.scope = wanted;
    },
  }),
} satisfies Defect;
