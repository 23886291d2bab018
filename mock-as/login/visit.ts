import type { Context } from 'koa';
import type { InteractionResults, Provider } from 'oidc-provider';

/** What oidc-provider remembers of an interaction. */
export type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A browser at one of the pages. */
export interface Visit {
  readonly ctx: Context;
  readonly provider: Provider;
  readonly details: Details;
  readonly clientId: string;
  readonly redirectUri: string;
  /** What goes into every form. */
  readonly form: { readonly clientName: string; readonly formToken: string };
}

/** One of the things that a person is asked. */
export interface Step {
  /** What its forms can ask for; to deny can be asked for everywhere. */
  readonly actions: readonly string[];
  show(visit: Visit): void;
  /** What was decided, to be handed to oidc-provider; undefined when the browser has its answer. */
  submit(visit: Visit, action: string, fields: URLSearchParams): Promise<InteractionResults | undefined>;
}

/** Sends the browser back to the page, so that loading it again submits nothing. */
export function showAgain({ ctx }: Visit): undefined {
  ctx.redirect(ctx.path);
  ctx.status = 303;
  return undefined;
}
