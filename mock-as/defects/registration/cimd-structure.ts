import type { Defect } from '../../parts.ts';
import { reading, rememberingRedirectUris } from '../document-reading.ts';

const { madeUp, authorizationRequest } = rememberingRedirectUris();

export default {
  breaks: 'authorization-server.registration.cimd-structure',
  title: 'A document without redirect_uris gets that of the request',
  alter: reading(
    async (url, ask) => {
      const response = await ask();
      const text = await response.clone().text();
      return response.status === 200 && !text.includes('"redirect_uris"') ? madeUp(url) : response;
    },
    { authorizationRequest },
  ),
} satisfies Defect;
