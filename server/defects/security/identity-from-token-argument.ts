import type { Defect } from '../../parts.ts';
import { isObject } from '../../verify/upstream.ts';

/** A leftover of the server's days on one machine: no schema tells of it. */
export default {
  breaks: 'server.security.identity-from-token',
  title: 'The argument user_id, which no tool declares, is believed before the token',
  alter: (parts) => ({
    messageToServe: (body) => {
      const params = isObject(body) && isObject(body['params']) ? body['params'] : undefined;
      const given = isObject(params?.['arguments']) ? params['arguments'] : {};
      if (!isObject(body) || given['user_id'] === undefined) return parts.messageToServe(body);
      const meta = isObject(params?.['_meta']) ? params['_meta'] : {};
      return { ...body, params: { ...params, _meta: { ...meta, 'internal/user': given['user_id'] } } };
    },
    subjectOf: (access, details) => {
      const user = details.meta['internal/user'];
      return typeof user === 'string'
        ? parts.subjectOf({ ...access, claims: { ...access.claims, sub: user } }, details)
        : parts.subjectOf(access, details);
    },
  }),
} satisfies Defect;
