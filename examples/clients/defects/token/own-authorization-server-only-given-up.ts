import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

const GIVEN_UP = 'given up';

/** A server that has answered nonsense once is left alone for ever. */
export default {
  breaks: 'client.token.own-authorization-server-only',
  title: 'After a token reply that is none, the authorization server is given up for good',
  alter: (parts) => ({
    async askForTokens(session, target, registration, form) {
      const { storage, url } = session;
      if (storage.contents.issuers[url] === GIVEN_UP) throw new Trouble('This server was given up.');
      try {
        return await parts.askForTokens(session, target, registration, form);
      } catch (error) {
        if (error instanceof Trouble && error.message.includes('200')) {
          storage.contents.issuers[url] = GIVEN_UP;
          await storage.save();
        }
        throw error;
      }
    },
  }),
} satisfies Defect;
