import type { Defect } from '../../parts.ts';

/** Two copies were not thought of. */
export default {
  breaks: 'server.error.invalid-request-400',
  title: 'A token in the field and in a form makes the server fail',
  alter: (parts) => ({
    readCredentials: (request) => {
      const credentials = parts.readCredentials(request);
      const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
      if (isForm && credentials.kind === 'token') throw new TypeError('two tokens');
      return credentials;
    },
  }),
} satisfies Defect;
