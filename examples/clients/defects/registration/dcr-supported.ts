import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

export default {
  breaks: 'client.registration.dcr-supported',
  title: 'The client cannot register',
  alter: () => ({
    register: () => Promise.reject(new Trouble('Configure a client id.')),
  }),
} satisfies Defect;
