import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.state-used',
  title: 'The state is always the same',
  alter: () => ({ newState: () => '1' }),
} satisfies Defect;
