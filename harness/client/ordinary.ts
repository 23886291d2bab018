import type { Scenario } from './context.ts';

/**
 * Servers that do everything right, and a client that is launched twice, each time with nothing stored: what most duties
 * are about, and the control of all the others.
 */
export const ORDINARY: Scenario = {
  name: 'ordinary',
  async play(lab) {
    await lab.launch();
    await lab.launch({ fresh: true });
  },
};
