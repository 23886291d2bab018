/** The public face of the harness for suites: what a check file may use. Light to import: nothing here opens a socket. */
export type {
  Answered,
  Exchange,
  Evidence,
  HeaderLine,
  Json,
  Judgement,
  Level,
  Revision,
} from './contract.ts';
export { serverCheck, type ServerCheck } from './server/check.ts';
export type { ServerContext } from './server/context.ts';
export { goodTokenAccepted, goodTokenAcceptedFor } from './server/controls.ts';
export { accepted, refusalHas401, refused, refusedWith, refusedWith401 } from './server/judgements.ts';
export { shows } from './server/notebook.ts';
export { declaredCalls, scopesOf, UNRELATED_SCOPE } from './server/scoped-call.ts';
export {
  hasFetchedKeys,
  oncePerInstance,
  restartServer,
  untilServed,
  verificationStyle,
  watchTraffic,
  type VerificationStyle,
} from './server/lab-steps.ts';
export { gatherOutage, type OutageStory } from './server/outage-gather.ts';
export { answered503, type Unverifiable } from './server/outage-judgements.ts';
export { gatherRotation, type RotationStory } from './server/rotation-gather.ts';
export { accepts, outsideAddresses } from './lab/reach.ts';
export { batchOf, servedMembers } from './mcp/batch.ts';
export { authorizeAtTheMock } from './server/code-flow.ts';
export { refusedAsMismatch } from './server/mismatch.ts';
export { openOwnSession, ownCaller, type OwnSession } from './server/own-session.ts';
export { findAskingTool, withOtherArguments } from './server/request-state.ts';
export { findStateHandle } from './server/state-handle.ts';
export { harmlessCalls, isComplete, rawAnswer } from './server/tool-results.ts';
export { viewUpstream, type UpstreamView } from './server/upstream-view.ts';
export { doesNotApply, firstProblem, ok, tolerated, unclear, violation } from './judgement.ts';
export { inconclusive, notApplicable, untested } from './signals.ts';
export { answerOf, describe, hasAnswer, isObject, isServed, parseJson } from './mcp/answer.ts';
export { callTool, LIST_TOOLS, onTheWire, openingOperation, type Operation } from './mcp/wire.ts';
export { isModern } from './mcp/revision.ts';
export { documentOf, stringsOf } from './oauth/discovery.ts';
export {
  appendWellKnown,
  authorizationServerMetadataUrls,
  insertWellKnown,
  protectedResourceMetadataUrls,
} from './oauth/well-known.ts';
export { allHeaders, headerOf } from './http/headers.ts';
export {
  bearerChallenge,
  challengesOf,
  parameter,
  parseChallenges,
  type Challenge,
} from './http/challenge.ts';
export { isLoopback } from './http/loopback.ts';
export { eventIds, parseEvents } from './http/sse.ts';
export { startForeignIssuer } from './lab/foreign-issuer.ts';
export {
  base64url,
  fixedSignature,
  forge,
  hs256,
  ps256,
  readJws,
  rs256,
  spoilt,
  unsigned,
  type Jws,
} from './forge/jws.ts';
export { ownKey, publicKeyTexts } from './forge/keys.ts';
export { pemOf } from './forge/certificate.ts';
export { openBait } from './forge/bait.ts';
export {
  callEach,
  eachRefused,
  goodJws,
  noneCarriedOut,
  presentEach,
  publishedKey,
} from './forge/present.ts';
export { clientHeaders, sendPreflight } from './server/preflight.ts';
export type { CallOptions } from './server/target.ts';
export { authorizationServerCheck, type AuthorizationServerCheck } from './authorization-server/check.ts';
export type { AuthorizationServerContext, EndpointName } from './authorization-server/context.ts';
export type { Client } from './authorization-server/client.ts';
export type { Authorization, AuthorizeOptions, Bend, Grant } from './authorization-server/flow.ts';
export { clientMetadata, testClientName } from './authorization-server/clients.ts';
export { oncePerRun } from './authorization-server/once-per-run.ts';
export { REDIRECT_URI } from './oauth/redirect-uri.ts';
export { goodCodeRedeemed, goodRequestProceeds } from './authorization-server/controls.ts';
export {
  bodyOf,
  errorOf,
  isTokenResponse,
  mediaTypeOf,
  refusedWithError,
} from './authorization-server/judgements.ts';
export {
  confidentialClient,
  introspect,
  OPAQUE,
  postAs,
  readAccessToken,
  type TokenFacts,
} from './authorization-server/tokens.ts';
export { goodRefreshAccepted } from './authorization-server/controls.ts';
export { saidBy, TOO_MANY } from './authorization-server/judgements.ts';
export { isSamePlace } from './oauth/same-place.ts';
export { noCode } from './authorization-server/no-code.ts';
export { LONGEST_GRACE_SECONDS, refreshStory } from './authorization-server/refresh-story.ts';
export { Stop } from './signals.ts';
export type { Control } from './contract.ts';
export type { Reply } from './http/recorder.ts';
export { NO_MANAGEMENT } from './authorization-server/clients.ts';
export { issuedIn } from './authorization-server/issued.ts';
export { countsUp, guessedBits } from './authorization-server/unpredictable.ts';
export { inertMarkup, isLive, type Markup } from './authorization-server/markup.ts';
export { internalsIn } from './authorization-server/internals.ts';
export type { Outgoing } from './http/recorder.ts';
export { clientCheck, type ClientCheck } from './client/check.ts';
export type { Scenario } from './client/context.ts';
export type { ClientLab, LaunchOptions } from './client/lab.ts';
export type { Launch } from './client/launch.ts';
export { ORDINARY } from './client/ordinary.ts';
export type { HonestAnswer, LabAnswer, LabRequest } from './client/script.ts';
export { bearerOf, redirectedWith, type RequestFacts, type Step, type StepKind } from './client/steps.ts';
export { endingOf, isSuccess, type Reach, type Story } from './client/story.ts';
export {
  clientIn,
  disown,
  errorRedirect,
  protectCallsOnly,
  redirectBack,
  tokenError,
  tokenResponse,
  welcome,
  withoutRefreshTokens,
} from './client/bends.ts';
export {
  clientOf,
  loopIn,
  noStaleClient,
  recovered,
  registeredIn,
  wasCutShort,
  wasServed,
  type Bounds,
} from './client/judgements.ts';
export { atSecond } from './client/story.ts';
export type { SecondSite } from './client/migration.ts';
export {
  byReservedAddress,
  canReachReserved,
  resourceMetadataOf,
  respondAs,
  serverMetadataOf,
} from './client/documents.ts';
export { refusedTokenChallenge } from './client/migration.ts';
export type { Browser, KeptCookie } from './oauth/browser.ts';
export type { Submission, ShownPage, Visit, VisitRequest } from './oauth/visit.ts';
export { formsOf, type Form } from './oauth/forms.ts';
