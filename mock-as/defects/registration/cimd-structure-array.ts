import type { Defect } from '../../parts.ts';
import { reading } from '../document-reading.ts';

export default {
  breaks: 'authorization-server.registration.cimd-structure',
  title: 'The first document of a list is taken',
  alter: reading(async (_url, ask) => {
    const response = await ask();
    const text = await response.clone().text();
    return text.startsWith('[') ? new Response(text.slice(1, -1)) : response;
  }),
} satisfies Defect;
