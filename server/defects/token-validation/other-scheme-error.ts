import type { Defect } from '../../parts.ts';

/** An unforeseen scheme is no reason to stumble. */
export default {
  breaks: 'server.token-validation.other-scheme',
  title: 'Credentials of another scheme make the server fail',
  alter: (parts) => ({
    readCredentials: (request) => {
      const scheme = (request.headers.authorization ?? 'Bearer').split(' ')[0] ?? '';
      if (/^basic$/i.test(scheme)) throw new TypeError(`unforeseen scheme ${scheme}`);
      return parts.readCredentials(request);
    },
  }),
} satisfies Defect;
