import {
  authorizationServerCheck,
  noCode,
  ok,
  unclear,
  violation,
  type AuthorizationServerContext,
  type Json,
} from '../../../harness/index.ts';
import { attemptOf, proceeds, toldOf } from '../attempts.ts';
import { authorizeBy, documentHost, documentOf, requireGood, requireRead } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-no-error-cache',
  title: 'A document that could not be used is fetched anew at the next request',
  needs: ['login'],
  probe: async (server) => {
    await requireGood(server);
    const [failed, invalid] = await Promise.all([
      repair(server, 'after an error of its host', () => ({ status: 500, body: '' })),
      repair(server, 'after an invalid document', (url) => documentOf(server, `${url}/`)),
    ]);
    return {
      exchanges: [...failed.exchanges, ...invalid.exchanges],
      repairs: [failed.facts, invalid.facts],
    };
  },
  judge: ({ repairs }) => {
    const kept = repairs.find(({ wasTaken, isTaken, isReadAgain }) => !wasTaken && !isTaken && !isReadAgain);
    if (kept !== undefined)
      return violation(
        'the document is fetched anew, and taken',
        `it was not fetched: ${toldOf(kept.after)}`,
      );
    const refused = repairs.find(({ isTaken }) => !isTaken);
    if (refused !== undefined) return unclear(`It was fetched anew, and refused: ${toldOf(refused.after)}`);
    return ok;
  },
});

/** First the document is bad, then good. */
async function repair(
  server: AuthorizationServerContext,
  what: string,
  bad: (url: string) => { status: number; body: string } | { [member: string]: Json },
) {
  const published = (await documentHost(server)).publish(bad);
  const first = await authorizeBy(server, published);
  requireRead(server, published, first);
  const before = published.fetches;
  published.change(documentOf(server, published.url));
  const second = await authorizeBy(server, published);
  const isReadAgain = published.fetches > before;
  // The same page for both tells nothing, unless the document was read for the second.
  if (!isReadAgain && second.code === undefined && proceeds(second)) throw noCode(second);
  return {
    exchanges: [...first.exchanges, ...second.exchanges],
    facts: {
      after: attemptOf({ what, authorization: second }),
      wasTaken: first.code !== undefined,
      isTaken: proceeds(second),
      isReadAgain,
    },
  };
}
