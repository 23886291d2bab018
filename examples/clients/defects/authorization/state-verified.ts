import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.state-verified',
  title: 'The state of the response is not looked at',
  alter: () => ({ checkState: () => undefined }),
} satisfies Defect;
