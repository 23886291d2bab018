import type { Defect } from '../../parts.ts';
import { reading, rememberingRedirectUris } from '../document-reading.ts';

const { madeUp, authorizationRequest } = rememberingRedirectUris();

export default {
  breaks: 'authorization-server.registration.cimd-fetch-failure',
  title: 'A client whose document cannot be fetched is let in by its URL alone',
  alter: reading(
    async (url, ask) => {
      const response = await ask();
      return response.status === 200 ? response : madeUp(url);
    },
    { authorizationRequest },
  ),
} satisfies Defect;
