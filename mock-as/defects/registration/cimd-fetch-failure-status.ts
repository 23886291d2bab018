import type { Defect } from '../../parts.ts';
import { reading } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-fetch-failure',
  title: 'The status of a document is not looked at',
  alter: reading(async (_url, ask) => {
    const response = await ask();
    return response.status === 404 ? new Response(await response.text()) : response;
  }),
} satisfies Defect;
