import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.error-response-ends-attempt',
  title: 'Goes on waiting for a code when an error has come',
  alter: (parts) => ({
    async errorResponse(session, server, response) {
      try {
        return await parts.errorResponse(session, server, response);
      } catch (error) {
        await session.callback.response(session.signal, 600_000);
        throw error;
      }
    },
  }),
} satisfies Defect;
