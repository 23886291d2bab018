import type { Defect } from '../../parts.ts';
import { Refused } from '../../types.ts';

export default {
  breaks: 'client.registration.handles-rejection',
  title: 'A registration that is refused is sent again and again',
  alter: (parts) => ({
    async register(session, server) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await parts.register(session, server);
        } catch (error) {
          if (!(error instanceof Refused) || error.code !== 'invalid_redirect_uri' || tries >= 10)
            throw error;
        }
      }
    },
  }),
} satisfies Defect;
