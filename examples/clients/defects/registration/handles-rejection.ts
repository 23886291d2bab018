import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.handles-rejection',
  title: 'The client_id of an error response is used as if it were there',
  alter: (parts) => ({
    readRegistration: (answer, status, endpoint) =>
      answer['error'] === 'invalid_redirect_uri'
        ? { id: String(answer['client_id']), origin: 'registered', method: 'none' }
        : parts.readRegistration(answer, status, endpoint),
  }),
} satisfies Defect;
