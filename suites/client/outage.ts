/** The authorization server is out of order when a client needs a new access token. */
import type { Scenario } from '../../harness/index.ts';

export const METADATA_OUT = 2;
/** The token endpoint answers 503 in the first of them, and cuts the connection in the second. */
export const TOKEN_ENDPOINT_OUT = [3, 4] as const;
export const IN_ORDER_AGAIN = 5;

/** After a first launch that gets in, the access token has run out; each launch meets another outage, and the last none. */
export const OUTAGE: Scenario = {
  name: 'outage',
  async play(lab) {
    await lab.launch();
    const down = { status: 503, text: 'Down for maintenance.' };
    const during = async (begin: () => () => void): Promise<void> => {
      // Who knew the metadata from before, or logs in anew, has got another token meanwhile.
      lab.expireTokens();
      const end = begin();
      await lab.launch();
      end();
    };
    await during(() =>
      lab.answer(({ kind }) => kind === 'resource-metadata' || kind === 'server-metadata', down),
    );
    await during(() => lab.answer('refresh', down));
    await during(() => lab.answer('refresh', 'reset'));
    lab.expireTokens();
    await lab.launch();
    return undefined;
  },
};
