import { indicatorOf } from '../../indicators.ts';
import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** The resource of a refresh is known, and that is all that is asked. */
export default {
  breaks: 'authorization-server.refresh.no-resource-escalation',
  title: 'A refresh brings a token for any resource that is known',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const { token } = refreshedBy(environment, form) ?? {};
      const wanted = environment.resources.named(form.get('resource') ?? '');
      if (token === undefined || wanted === undefined) return;
      token.resource = indicatorOf(wanted);
    },
  }),
} satisfies Defect;
