import type { Defect } from '../../parts.ts';
import { finding } from '../document-reading.ts';

/** URL parsers take dot segments out by themselves. */
export default {
  breaks: 'authorization-server.registration.cimd-url-form',
  title: 'A client_id is put in order before it is looked at',
  alter: finding((id) => {
    const { origin, pathname, search } = new URL(id);
    return `${origin}${pathname}${search}`;
  }),
} satisfies Defect;
