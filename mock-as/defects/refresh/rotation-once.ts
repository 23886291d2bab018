import type { Defect } from '../../parts.ts';
import { afterRefresh } from '../refreshes.ts';

/** «The client has one already.» */
export default {
  breaks: 'authorization-server.refresh.rotation',
  title: 'A refresh gives no refresh token',
  options: { refreshTokenRotation: false },
  alter: () => ({
    provider: afterRefresh(({ body }) => ({ body: { ...body, refresh_token: undefined } })),
  }),
} satisfies Defect;
