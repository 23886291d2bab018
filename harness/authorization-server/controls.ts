import type { Control } from '../contract.ts';
import { describe } from '../mcp/answer.ts';
import type { AuthorizationServerContext } from './context.ts';
import { isTokenResponse } from './judgements.ts';

/** A fresh code of a good request is redeemed; without it a refused token request proves nothing. */
export const goodCodeRedeemed: Control<AuthorizationServerContext> = {
  title: 'a good code is redeemed',
  probe: async (context) => context.redeem(await context.code()).then(({ exchange }) => exchange),
  holds: (exchange) => isTokenResponse(exchange) || `a good token request was answered ${describe(exchange)}`,
};

/** A good authorization request leads back to the client with a code, or to a page; else a refused one proves nothing. */
export const goodRequestProceeds: Control<AuthorizationServerContext> = {
  title: 'a good authorization request is taken',
  probe: async (context) => {
    const { exchanges, reply } = await context.authorize({ login: false });
    return exchanges.at(-1) ?? reply.exchange;
  },
  holds: (exchange) => {
    const { status } = exchange.response;
    const location = new Map(exchange.response.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const isError = /[?&]error=/.test(location.get('location') ?? '');
    return (status < 400 && !isError) || `a good authorization request was answered ${describe(exchange)}`;
  },
};

/** A fresh refresh token is taken; without it a refused one proves nothing. Not applicable where none is issued. */
export const goodRefreshAccepted: Control<AuthorizationServerContext> = {
  title: 'a good refresh token is taken',
  probe: async (context) => context.refresh(await context.grant()).then(({ exchange }) => exchange),
  holds: (exchange) =>
    isTokenResponse(exchange) || `a good refresh request was answered ${describe(exchange)}`,
};
