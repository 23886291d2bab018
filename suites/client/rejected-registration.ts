/** A registration that is refused for what it says. */
import type { Scenario } from '../../harness/index.ts';

/** RFC 7591 §3.2.2. */
export const REFUSAL = {
  error: 'invalid_redirect_uri',
  error_description: 'Only redirect URIs on the list of the administrator are taken.',
};

/** A person would not wait longer. */
const GIVE_UP_MS = 15_000;

export const REJECTED: Scenario = {
  name: 'rejected-registration',
  async play(lab) {
    lab.answer('registration', {
      status: 400,
      headers: { 'Cache-Control': 'no-store' },
      json: REFUSAL,
    });
    await lab.launch({ limitMs: GIVE_UP_MS });
    return undefined;
  },
};
