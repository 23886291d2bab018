import type { Defect } from '../../parts.ts';
import { authorizationOf, withAuthorization } from '../tricks.ts';

/** Whoever stands in front may have looked at the other one. */
export default {
  breaks: 'server.security.two-authorization-headers',
  title: 'Of several Authorization lines the first counts',
  alter: (parts) => ({
    readCredentials: (request) =>
      parts.readCredentials(withAuthorization(request, authorizationOf(request).slice(0, 1))),
  }),
} satisfies Defect;
