import * as challenge from './access/challenge.ts';
import { readCredentials } from './access/credentials.ts';
import { hostAllowed, originAllowed } from './access/origin.ts';
import { refusalBody } from './access/refuse.ts';
import * as scopes from './access/scopes.ts';
import {
  authenticate,
  batchTrouble,
  endpointMethods,
  endWithToken,
  messageToServe,
  missingScopes,
  otherMethodStatus,
} from './mcp/endpoint.ts';
import * as protocol from './mcp/protocol.ts';
import * as sessions from './mcp/sessions.ts';
import * as tasks from './mcp/tasks.ts';
import { protectedResourceMetadata } from './metadata.ts';
import type { ServerOptions } from './options.ts';
import * as tools from './tools/seams.ts';
import type { HttpContext, Invalid, Problem, Unverifiable } from './types.ts';
import * as claims from './verify/claims.ts';
import { discover, issuerOfMetadataIsTrusted } from './verify/discovery.ts';
import * as introspection from './verify/introspection.ts';
import { checkHeader, verifySignature } from './verify/jwt.ts';
import { fetchKeySet } from './verify/key-fetch.ts';
import * as keySource from './verify/key-source.ts';
import { grantedScopes, verifyToken } from './verify/verify.ts';

type Step = (context: HttpContext, next: () => Promise<void>) => Promise<void>;

const passOn: Step = (_context, next) => next();

/**
 * Every decision of the server, each a small function under its own name. The server looks each up here at the
 * moment of deciding, so that a defect (an `Alteration`) can replace exactly one.
 */
export const conformingParts = {
  // HTTP, from the outside in
  /** Around everything. */
  outermost: passOn,
  hostAllowed,
  originAllowed,
  /** Answers the refusal itself and gives undefined, or gives the access that the token grants. */
  authenticate,
  readCredentials,
  batchTrouble,
  missingScopes,
  messageToServe,
  endpointMethods,
  otherMethodStatus,
  /** Around a stream, which outlives the check of its token. */
  endWithToken,
  /** Around the call itself, after token and scope were checked. */
  innermost: passOn,

  // Protocol
  createProtocol: protocol.createProtocol,
  protocolOptions: protocol.protocolOptions,
  protocolVersions: protocol.protocolVersions,
  newSessionId: sessions.newSessionId,
  sessionOwner: sessions.sessionOwner,
  sessionTroubleStatus: sessions.sessionTroubleStatus,
  eventLog: sessions.eventLog,
  taskOwner: tasks.taskOwner,
  mayUseTask: tasks.mayUseTask,

  // Token
  verifyToken,
  verifySignature,
  checkHeader,
  introspect: introspection.introspect,
  introspectionUrl: introspection.introspectionUrl,
  readIntrospection: introspection.readIntrospection,
  checkClaimTypes: claims.checkClaimTypes,
  checkIssuer: claims.checkIssuer,
  checkAudience: claims.checkAudience,
  checkExpiry: claims.checkExpiry,
  checkNotBefore: claims.checkNotBefore,
  checkType: claims.checkType,
  checkBinding: claims.checkBinding,
  grantedScopes,

  // Keys
  createKeySource: keySource.createKeySource,
  fetchKeySet,
  usableKeys: keySource.usableKeys,
  keysAfterFetch: keySource.keysAfterFetch,
  matchingKeys: keySource.matchingKeys,
  mayRefetch: keySource.mayRefetch,
  discover,
  issuerOfMetadataIsTrusted,

  // Scope
  supportedScopes: scopes.supportedScopes,
  guidanceScopes: scopes.guidanceScopes,
  requiredScopes: scopes.requiredScopes,
  coversScopes: scopes.coversScopes,

  // Refusal
  /** What a token that did not verify means for the client. */
  problemOf: (result: Invalid | Unverifiable): Problem => result,
  statusOf: challenge.statusOf,
  errorCode: challenge.errorCode,
  describe: challenge.describe,
  retryAfter: challenge.retryAfter,
  challengeParameters: challenge.challengeParameters,
  formatChallenge: challenge.formatChallenge,
  refusalBody,

  // Metadata
  protectedResourceMetadata,

  // Tools
  subjectOf: tools.subjectOf,
  upstreamKey: tools.upstreamKey,
  searchDetails: tools.searchDetails,
  mayReadSaved: tools.mayReadSaved,
  newCursor: tools.newCursor,
  cursorOwner: tools.cursorOwner,
  planCodec: tools.planCodec,
  planOwner: tools.planOwner,
  isPlanFor: tools.isPlanFor,
  cacheHints: tools.cacheHints,
  furnish: tools.furnish,
};

export type Parts = typeof conformingParts;

/** A change to the server's decisions: a defect, or a conforming server of another style. */
export interface Alteration {
  /** The requirement that it breaks; left out for a style. */
  breaks?: string;
  /** What is different, in the present tense. */
  title: string;
  /** The replaced parts; the given ones are those before the change, to wrap. */
  alter?: (parts: Parts) => Partial<Parts>;
  options?: Partial<ServerOptions>;
}

/** One lie in one file under `defects/<topic>/`, named after the requirement that it breaks. */
export interface Defect extends Alteration {
  breaks: string;
  /** Requirements that this lie breaks unavoidably as well. */
  entails?: string[];
  /** The style of the server that can tell this lie; without it the usual one. */
  style?: string;
  /** A lie only where loopback is not excused: judged as if the server were deployed. */
  strictHttps?: true;
}

/** A conforming server of another kind, in one file under `styles/`. */
export interface Style extends Alteration {
  breaks?: never;
  /** Revisions that it is tried under: those that it speaks, or one where the others would show nothing new. */
  revisions?: string[];
  /** Requirements that it departs from in a way that the specification tolerates. */
  warns?: string[];
  /** Requirements that this style lets one look at: their checks pass, and are not merely left out. */
  proves?: string[];
  /** Its authorization server issues tokens that mean nothing by themselves. */
  opaqueTokens?: true;
  /** Its authorization server issues tokens for it alone: the operator says so. */
  dedicatedIssuer?: true;
  /** Its scopes are others than the usual ones, so nobody can say which call needs which. */
  ownScopes?: true;
}

export function alteredParts(alterations: readonly Alteration[]): Parts {
  return alterations.reduce<Parts>(
    (parts, { alter }) => (alter === undefined ? parts : { ...parts, ...alter(parts) }),
    conformingParts,
  );
}
