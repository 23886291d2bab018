import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.registration.preregistered-mismatch-error',
  title: 'A configured client id is sent to any authorization server',
  alter: () => ({ checkGivenClient: () => undefined }),
} satisfies Defect;
