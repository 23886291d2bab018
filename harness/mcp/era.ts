import type { Exchange, Revision } from '../contract.ts';
import { answerOf, isObject } from './answer.ts';
import { MODERN, newestOf, UNTOLD_REVISION } from './revision.ts';
import { openingOperation, type Operation } from './wire.ts';

export interface Era {
  revision: Revision;
  /** Set when the revision is a guess or not one of ours; tells why, and what to do about it. */
  note?: string;
}

/** Sends one opening request of a revision, with the best token at hand. */
export type Opener = (revision: Revision, operation: Operation) => Promise<Exchange>;

/** `HeaderMismatch`, `MissingRequiredClientCapability`, `UnsupportedProtocolVersion` (2026-07-28 schema). */
const MODERN_ERRORS = [-32020, -32021, -32022];

/**
 * Which revision a server speaks, as a dual-era client finds out (2026-07-28 «Backward Compatibility»): the modern
 * request first, the body of a refusal read, then `initialize`. A 200 alone proves nothing: an old server without
 * sessions may answer anything, so only a `DiscoverResult` that lists the revision counts.
 */
export async function detectRevision(open: Opener): Promise<Era> {
  const modern = modernAnswer(await open(MODERN, openingOperation(MODERN)));
  if (modern !== undefined && modern !== 'refused') return modern;
  const legacy: Revision = '2025-11-25';
  const initialized = await open(legacy, openingOperation(legacy));
  const answer = answerOf(initialized);
  const version = answer.kind === 'result' ? answer.result['protocolVersion'] : undefined;
  const known = newestOf([version]);
  if (known !== undefined) return { revision: known };
  if (typeof version === 'string') {
    return {
      revision: version < '2025-03-26' ? '2025-03-26' : UNTOLD_REVISION,
      note: `The server speaks revision ${version.slice(0, 20)}, which has no text here; judged by the nearest.`,
    };
  }
  return {
    revision: UNTOLD_REVISION,
    note: `The server did not tell which revision it speaks (it answered ${statusOf(initialized)} to initialize); judged by ${UNTOLD_REVISION}. Give --token or --spec-version.`,
  };
}

function modernAnswer(exchange: Exchange): Era | 'refused' | undefined {
  const status = exchange.response?.status;
  if (status === 401 || status === 403) return 'refused';
  const answer = answerOf(exchange);
  if (answer.kind === 'result') return fromList(answer.result['supportedVersions']);
  if (answer.kind !== 'error' || !MODERN_ERRORS.includes(answer.code ?? 0)) return undefined;
  const offered = isObject(answer.data) ? answer.data['supported'] : undefined;
  return fromList(offered) ?? (offered === undefined ? { revision: MODERN } : undefined);
}

function fromList(offered: unknown): Era | undefined {
  const revision = Array.isArray(offered) ? newestOf(offered) : undefined;
  return revision === undefined ? undefined : { revision };
}

function statusOf({ response, failure }: Exchange): string {
  return failure?.kind ?? `HTTP ${response?.status ?? 0}`;
}
