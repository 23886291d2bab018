import * as addresses from './addresses.ts';
import * as authorization from './authorization.ts';
import * as callback from './callback.ts';
import * as discovery from './discovery.ts';
import * as http from './http.ts';
import * as icons from './icons.ts';
import * as login from './login.ts';
import * as mcp from './mcp.ts';
import * as registration from './registration.ts';
import * as sender from './sender.ts';
import type { Storage } from './storage.ts';
import * as token from './token.ts';
import type { Invocation, ServerMetadata } from './types.ts';

/** One run of the client. */
export interface Session extends Omit<Invocation, 'patienceMs' | 'storage'> {
  parts: Parts;
  revision: string;
  storage: Storage;
  /** What it was configured with: a client id, a secret, the URL of its metadata document. */
  context: Readonly<Record<string, unknown>>;
  callback: callback.CallbackPage;
  redirectUri: string;
  patienceMs: number;
  /** With a time limit. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** The body as JSON, of bounded size; undefined when it is none. */
  readJson(response: Response): Promise<unknown>;
}

/** Every decision of the client under a name of its own, so that a defect can replace exactly one. */
export const conformingParts = {
  readChallenge: discovery.readChallenge,
  resourceMetadataUrls: discovery.resourceMetadataUrls,
  serverMetadataUrls: discovery.serverMetadataUrls,
  metadataHeaders: discovery.metadataHeaders,
  fetchFirst: discovery.fetchFirst,
  readResourceMetadata: discovery.readResourceMetadata,
  readServerMetadata: discovery.readServerMetadata,
  checkAddress: addresses.checkAddress,
  checkEndpoints: addresses.checkEndpoints,
  defaultEndpoints: discovery.defaultEndpoints,
  isResourceOf: discovery.isResourceOf,
  isIssuer: discovery.isIssuer,
  discover: discovery.discover,
  registrationAt: registration.registrationAt,
  /** Under which name a registration is kept: nothing of one server is shown to another. */
  registrationKey: (_session: Session, server: ServerMetadata) => server.issuer,
  checkGivenClient: registration.checkGivenClient,
  hasExpired: registration.hasExpired,
  clientMetadata: registration.clientMetadata,
  register: registration.register,
  readRegistration: registration.readRegistration,
  dropRegistration: registration.dropRegistration,
  requirePkce: authorization.requirePkce,
  newVerifier: authorization.newVerifier,
  newState: authorization.newState,
  authorizationParameters: authorization.authorizationParameters,
  authorizationUrl: authorization.authorizationUrl,
  openBrowser: ({ openBrowser }: Session, url: string) => openBrowser(url),
  checkIssuer: authorization.checkIssuer,
  checkState: authorization.checkState,
  authorize: authorization.authorize,
  deadEnd: authorization.deadEnd,
  errorResponse: authorization.errorResponse,
  redeem: token.redeem,
  refresh: token.refresh,
  authentication: token.authentication,
  askForTokens: token.askForTokens,
  readTokens: token.readTokens,
  tokenRefusal: token.tokenRefusal,
  resourceFor: login.resourceFor,
  scopeFor: login.scopeFor,
  isStaleClient: login.isStaleClient,
  belongsTo: login.belongsTo,
  mostFreshStarts: login.mostFreshStarts,
  afterRefreshFailure: login.afterRefreshFailure,
  login: login.login,
  mostLogins: sender.mostLogins,
  wantsLogin: sender.wantsLogin,
  secondsToWait: sender.secondsToWait,
  storedTokens: login.storedTokens,
  requestFor: mcp.requestFor,
  afterLostSession: mcp.afterLostSession,
  /** Whether requests side by side wait for one login. */
  sharesLogins: () => true,
  /** Keeps other processes with the same storage from logging in meanwhile. */
  alone: <T>({ storage, signal }: Session, work: () => Promise<T>) => storage.alone(work, signal),
  fetch: http.limitedFetch,
  readJson: http.readJson,
  fetchIcon: icons.fetchIcon,
  callbackHost: () => '127.0.0.1',
  callbackAnswer: callback.callbackAnswer,
  /** Whether the callback page is there only while somebody is awaited. */
  closesCallback: () => true,
};

export type Parts = typeof conformingParts;

/** One lie in one file under `defects/<topic>/`, named after the requirement that it breaks. */
export interface Defect {
  /** The id of the requirement in the catalogue. */
  breaks: string;
  /** Requirements that the lie breaks along with it, unavoidably. */
  entails?: readonly string[];
  title: string;
  alter(parts: Parts): Partial<Parts>;
}
