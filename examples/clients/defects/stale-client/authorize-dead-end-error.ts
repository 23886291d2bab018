import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

export default {
  breaks: 'client.stale-client.authorize-dead-end',
  title: 'An authorization error never puts the registration in doubt',
  alter: () => ({
    async errorResponse(_session, _server, { error }) {
      throw new Trouble(`The authorization ended with ${error}.`);
    },
  }),
} satisfies Defect;
