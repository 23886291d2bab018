import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.503-keeps-credentials',
  title: 'Takes a 503 for a wish to log in',
  alter: (parts) => ({
    wantsLogin: (status, challenge) => status === 503 || parts.wantsLogin(status, challenge),
  }),
} satisfies Defect;
