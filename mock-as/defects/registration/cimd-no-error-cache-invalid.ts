import type { Defect } from '../../parts.ts';
import { reading } from '../document-reading.ts';

const kept = new Map<string, Response>();

export default {
  breaks: 'authorization-server.registration.cimd-no-error-cache',
  title: 'A document is kept before anybody has looked into it',
  alter: reading(async (url, ask) => {
    const known = kept.get(url);
    if (known !== undefined) return known.clone();
    const response = await ask();
    const text = await response.clone().text();
    if (response.status === 200 && !text.includes(`"client_id":"${url}"`)) kept.set(url, response.clone());
    return response;
  }),
} satisfies Defect;
