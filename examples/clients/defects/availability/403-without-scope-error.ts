import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.403-without-scope-error',
  title: 'Logs in upon every 403',
  alter: () => ({ wantsLogin: (status) => status === 401 || status === 403 }),
} satisfies Defect;
