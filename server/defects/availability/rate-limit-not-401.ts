import type { Defect } from '../../parts.ts';

/** Too many requests, says the limit; forbidden, says the answer. */
export default {
  breaks: 'server.availability.rate-limit-not-401',
  title: 'The limit on requests of one token is reported as 403',
  alter: (parts) => {
    const counts = new Map<string, number>();
    return {
      authenticate: async (context, setup) => {
        const { authorization = '' } = context.req.headers;
        const count = (counts.get(authorization) ?? 0) + 1;
        counts.set(authorization, count);
        // The window is so short that a pause of a few requests opens it again.
        const isLimited = authorization !== '' && count > 25 && count <= 35;
        if (!isLimited) return parts.authenticate(context, setup);
        context.status = 403;
        return undefined;
      },
    };
  },
} satisfies Defect;
