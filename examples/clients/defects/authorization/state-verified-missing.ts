import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.state-verified',
  title: 'A response without state is taken',
  alter: (parts) => ({
    checkState(response, state) {
      if (response.has('state')) parts.checkState(response, state);
    },
  }),
} satisfies Defect;
