/** What an authorization server may do that no longer knows a client, and the client that comes back to it. */
import {
  disown,
  errorRedirect,
  tokenError,
  wasServed,
  withoutRefreshTokens,
  type ClientLab,
  type LabAnswer,
  type LabRequest,
  type Scenario,
} from '../../harness/index.ts';
import { letRefreshesMeet, MEETING_MS, tokenRanOut } from './ran-out.ts';

interface Forgotten {
  name: string;
  /** What the client is told where. */
  told: Partial<Record<'authorization' | 'code' | 'refresh', LabAnswer>>;
  /** An authorization error, sent to the redirect URI. */
  error?: string;
  /** The client had no refresh token, so it has to go through the browser. */
  noRefreshTokens?: true;
  /** A launch that waits in vain for the browser to come back is ended after so long. */
  limitMs?: number;
}

/**
 * The client gets in once; then its registration is forgotten and its access token runs out; then it is launched again, and
 * once more when that was in vain.
 */
function forgotten({ name, told, error, noRefreshTokens, limitMs }: Forgotten): Scenario {
  return {
    name: `forgotten-${name}`,
    async play(lab) {
      if (noRefreshTokens === true) withoutRefreshTokens(lab);
      await lab.launch();
      lab.expireTokens();
      for (const kind of ['authorization', 'code', 'refresh'] as const) {
        const answer = told[kind];
        if (answer !== undefined) disown(lab, [kind], answer);
      }
      if (error !== undefined) disown(lab, ['authorization'], errorRedirect(lab, error));
      await launchUntilServed(lab, limitMs === undefined ? {} : { limitMs });
      return undefined;
    },
  };
}

/** Twice at most. */
export async function launchUntilServed(lab: ClientLab, options: { limitMs?: number } = {}): Promise<void> {
  const from = (lab.story().launches.at(-1)?.attempt ?? 0) + 1;
  await lab.launch(options);
  if (!wasServed(lab.story(), from)) await lab.launch(options);
}

const page: LabAnswer = {
  status: 400,
  html: '<!doctype html><title>Error</title><h1>400</h1><p>There is no such client.</p>',
};
const json = (status: number): LabAnswer => ({
  status,
  json: { error: 'invalid_client', error_description: 'client is unknown' },
});
const login: LabAnswer = {
  status: 200,
  html: '<!doctype html><title>Log in</title><form><input name="user"><button>Log in</button></form>',
};
/** A person gives up sooner or later; so does the lab, after a time that no client should need. */
const GIVE_UP_MS = 20_000;

const browser = { noRefreshTokens: true, limitMs: GIVE_UP_MS } as const;
export const AT_CODE_401 = forgotten({
  name: 'code-401',
  noRefreshTokens: true,
  told: { code: tokenError('invalid_client', 401) },
});
export const AT_CODE_400 = forgotten({
  name: 'code-400',
  noRefreshTokens: true,
  told: { code: tokenError('invalid_client', 400) },
});
export const AT_REFRESH_401 = forgotten({
  name: 'refresh-401',
  told: {
    authorization: page,
    code: tokenError('invalid_client', 401),
    refresh: tokenError('invalid_client', 401),
  },
  limitMs: GIVE_UP_MS,
});
export const AT_REFRESH_400 = forgotten({
  name: 'refresh-400',
  told: {
    authorization: page,
    code: tokenError('invalid_client', 400),
    refresh: tokenError('invalid_client', 400),
  },
  limitMs: GIVE_UP_MS,
});
/** The client is known by name and may not do this any more, says the server; it means the same. */
export const AT_REFRESH_UNAUTHORIZED = forgotten({
  name: 'refresh-unauthorized',
  told: {
    authorization: page,
    code: tokenError('unauthorized_client'),
    refresh: tokenError('unauthorized_client'),
  },
  limitMs: GIVE_UP_MS,
});
export const AT_CODE_UNAUTHORIZED = forgotten({
  name: 'code-unauthorized',
  noRefreshTokens: true,
  told: { code: tokenError('unauthorized_client') },
});
/** As some servers do: the refresh token is called dead, and the browser then ends on a page. */
export const AT_REFRESH_MISLEADING = forgotten({
  name: 'refresh-misleading',
  told: { authorization: page, refresh: tokenError('invalid_grant') },
  limitMs: GIVE_UP_MS,
});
export const AT_AUTHORIZE_PAGE = forgotten({
  name: 'authorize-page',
  told: { authorization: page },
  ...browser,
});
export const AT_AUTHORIZE_JSON = forgotten({
  name: 'authorize-json',
  told: { authorization: json(401) },
  ...browser,
});
export const AT_AUTHORIZE_400 = forgotten({
  name: 'authorize-400',
  told: { authorization: json(400) },
  ...browser,
});
export const AT_AUTHORIZE_422 = forgotten({
  name: 'authorize-422',
  told: { authorization: json(422) },
  ...browser,
});
export const AT_AUTHORIZE_LOGIN = forgotten({
  name: 'authorize-login',
  told: { authorization: login },
  ...browser,
});
export const AT_AUTHORIZE_UNAUTHORIZED = forgotten({
  name: 'authorize-unauthorized',
  told: {},
  error: 'unauthorized_client',
  ...browser,
});

export const AT_AUTHORIZE_INVALID_CLIENT = forgotten({
  name: 'authorize-invalid-client',
  told: {},
  error: 'invalid_client',
  ...browser,
});

/** While the client is at work its token runs out, and its registration is gone by then. */
export const WITHIN_ONE_PROCESS: Scenario = {
  name: 'forgotten-within',
  async play(lab) {
    lab.answer(
      ({ kind, rpc, token }) => kind === 'mcp' && token !== undefined && (rpc ?? '').startsWith('tools/'),
      () => {
        lab.expireTokens();
        disown(lab, ['authorization'], page);
        disown(lab, ['code', 'refresh'], tokenError('invalid_client', 401));
        return tokenRanOut(lab);
      },
      { times: 1 },
    );
    await lab.launch({ limitMs: GIVE_UP_MS });
    return undefined;
  },
};

/** Calls side by side find that their token has run out and, when they renew it, that the registration is gone. */
export const IN_FLIGHT: Scenario = {
  name: 'forgotten-in-flight',
  async play(lab) {
    let stale: Set<string> | undefined;
    lab.answer(
      ({ kind, rpc, token }) =>
        kind === 'mcp' && rpc === 'tools/call' && token !== undefined && (stale?.has(token) ?? true),
      () => {
        if (stale === undefined) {
          stale = new Set(lab.mock.tokens.list().map(({ token }) => token));
          disown(lab, ['authorization'], page);
          disown(lab, ['code', 'refresh'], tokenError('invalid_client', 401));
          letRefreshesMeet(lab, MEETING_MS.requests);
        }
        return tokenRanOut(lab);
      },
    );
    await lab.launch({ limitMs: GIVE_UP_MS });
    return undefined;
  },
};

/** The registration is lost while the user is in the browser: no storage is needed to be stale. */
export const BETWEEN_AUTHORIZE_AND_TOKEN: Scenario = {
  name: 'forgotten-between',
  async play(lab) {
    lab.answer(isOfFirstClient(lab), tokenError('invalid_client', 401));
    await lab.launch();
    if (!wasServed(lab.story(), 1)) await lab.launch();
    return undefined;
  },
};

function isOfFirstClient(lab: ClientLab): (request: LabRequest) => boolean {
  let first: string | undefined;
  return ({ kind, parameters }) => {
    if (kind !== 'code') return false;
    first ??= lab.mock.clients.list().find((client) => client.kind === 'registered')?.id;
    return parameters.get('client_id') === first;
  };
}
