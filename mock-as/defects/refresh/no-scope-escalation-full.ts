import { resourceOfIndicator } from '../../indicators.ts';
import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** A refresh works out anew what the client may have, and finds all that the resource offers. */
export default {
  breaks: 'authorization-server.refresh.no-scope-escalation',
  title: 'A refreshed token has every scope of its resource, whatever was granted',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const found = refreshedBy(environment, form);
      if (found === undefined) return;
      form.delete('scope');
      const all = Object.keys(found.grant.resources ?? {}).map((indicator) => {
        const scopes = resourceOfIndicator(environment, indicator)?.scopes ?? [];
        return [indicator, scopes.join(' ')] as const;
      });
      Object.assign(found.grant, { resources: Object.fromEntries(all) });
      found.token.scope = all.map(([, scope]) => scope).join(' ');
    },
  }),
} satisfies Defect;
