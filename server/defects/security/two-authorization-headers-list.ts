import type { Defect } from '../../parts.ts';
import { authorizationOf, withAuthorization } from '../tricks.ts';

/** A list is cut at its first comma. */
export default {
  breaks: 'server.security.two-authorization-headers',
  title: 'Of several credentials in one Authorization line the first counts',
  alter: (parts) => ({
    readCredentials: (request) => {
      const values = authorizationOf(request);
      return parts.readCredentials(
        withAuthorization(
          request,
          values.map((value) => value.replace(/, *Bearer .*$/, '')),
        ),
      );
    },
  }),
} satisfies Defect;
