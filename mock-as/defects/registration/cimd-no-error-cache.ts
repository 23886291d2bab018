import type { Defect } from '../../parts.ts';
import { reading } from '../document-reading.ts';

const kept = new Map<string, Response>();

export default {
  breaks: 'authorization-server.registration.cimd-no-error-cache',
  title: 'An answer with an error is remembered for its URL',
  alter: reading(async (url, ask) => {
    const known = kept.get(url);
    if (known !== undefined) return known.clone();
    const response = await ask();
    if (response.status !== 200) kept.set(url, response.clone());
    return response;
  }),
} satisfies Defect;
