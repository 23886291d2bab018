import type { Exchange } from '../contract.ts';
import { isServed } from '../mcp/answer.ts';
import { notApplicable } from '../signals.ts';
import type { ServerContext } from './context.ts';
import { oncePerRun, restartServer, untilServed, verificationStyle } from './lab-steps.ts';

/** What the server made of a new signing key, while the old one stayed published. */
export interface RotationStory {
  /** A token of the new key: the first try that was served, else the last. */
  rotated: Exchange;
  /** Tokens of the old and the new key, in turns, when the server had seen both published. */
  overlap: Exchange[];
}

/** Rotates the signing key, once in a run. Needs `mint` and `restart`; stops the check when the server needs no keys. */
export function gatherRotation(server: ServerContext): Promise<RotationStory> {
  return oncePerRun(server, 'key rotation', async () => {
    if ((await verificationStyle(server)) !== 'local')
      throw notApplicable('The server asks the authorization server about tokens and needs no keys.');
    // The key that goes must be one that the server has.
    await server.call({ token: await server.goodToken() });
    await server.lab().mock.rotateKeys();
    const rotated = await untilServed(server, async () => server.call({ token: await server.goodToken() }));
    // A server that does not look for new keys still sees both when it starts.
    if (!isServed(rotated)) await restartServer(server);
    const overlap: Exchange[] = [];
    for (const key of ['previous', 'current', 'previous'] as const)
      overlap.push(await server.call({ token: await server.mint({ key }) }));
    return { rotated, overlap };
  });
}
