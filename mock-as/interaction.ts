import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Environment } from './environment.ts';
import { createAccounts } from './login/accounts.ts';
import { createConsentStep } from './login/consent-step.ts';
import { createLoginStep } from './login/login-step.ts';
import { equal } from './login/one-time-codes.ts';
import { refuse } from './login/page.ts';
import type { Details, Step, Visit } from './login/visit.ts';
import { readBody } from './request-body.ts';

/** The pages of interactive approval: they show what is asked, and take back what a person decided. */
export interface Interaction {
  show(provider: Provider, ctx: Context): Promise<void>;
  decide(provider: Provider, ctx: Context): Promise<void>;
}

/** The login and consent pages of one mock. */
export function createInteraction(environment: Environment): Interaction {
  const secret = randomBytes(32);
  const formTokenOf = (uid: string): string => createHmac('sha256', secret).update(uid).digest('base64url');
  const accounts = createAccounts(environment.people);
  const login = createLoginStep(environment, accounts);
  const consent = createConsentStep(environment, accounts);
  const stepOf = (details: Details): Step => (details.prompt.name === 'consent' ? consent : login);

  return {
    show: async (provider, ctx) => {
      const visit = await receive(provider, ctx, formTokenOf);
      if (visit === undefined) return;
      // Decided already, and the browser came back: it goes on to where the decision led.
      if (visit.details.result !== undefined) goTo(ctx, visit.details.returnTo);
      else stepOf(visit.details).show(visit);
    },
    decide: async (provider, ctx) => {
      const visit = await receive(provider, ctx, formTokenOf);
      if (visit === undefined) return;
      const fields = await readForm(visit);
      if (fields === undefined) return;
      // The first decision stands, however often the form is sent.
      if (visit.details.result !== undefined) {
        goTo(ctx, visit.details.returnTo);
        return;
      }
      const result = await decisionOf(stepOf(visit.details), visit, fields);
      if (result === undefined) return;
      goTo(ctx, await provider.interactionResult(ctx.req, ctx.res, result));
    },
  };
}

/** The interaction that the browser's cookie and the path agree on; otherwise the refusal is already told. */
async function receive(
  provider: Provider,
  ctx: Context,
  formTokenOf: (uid: string) => string,
): Promise<Visit | undefined> {
  const details = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined);
  if (details === undefined) {
    const text = 'It ended, or it began in another browser. Start again from the client.';
    refuse(ctx, 400, 'This login is over', text);
    return undefined;
  }
  const clientId = String(details.params.client_id);
  // A client known by a metadata document is refused by throwing.
  const client = await provider.Client.find(clientId).catch(() => undefined);
  if (client === undefined) {
    refuse(
      ctx,
      400,
      'Unknown application',
      'It is not registered here any more. Start again from the client.',
    );
    return undefined;
  }
  const form = { clientName: shownName(client.clientName) ?? clientId, formToken: formTokenOf(details.uid) };
  return { ctx, provider, details, clientId, redirectUri: String(details.params.redirect_uri), form };
}

/** A name without what cannot be seen or turns the writing round; undefined when nothing is left of it. */
function shownName(name: string | undefined): string | undefined {
  const visible = (name ?? '').replaceAll(/\p{C}/gu, '').trim().slice(0, 128);
  return visible === '' ? undefined : visible;
}

/**
 * The form, when it comes from the page of this interaction. Cookies do not tell that (another program on this host
 * is the same site to them), the token that only this page holds does.
 */
async function readForm({ ctx, form }: Visit): Promise<URLSearchParams | undefined> {
  const body = await readBody(ctx.req);
  if (body === undefined) {
    refuse(ctx, 413, 'Too much', 'The form is larger than any of the pages here would send.');
    return undefined;
  }
  const fields = new URLSearchParams(body);
  const site = ctx.get('sec-fetch-site');
  const isForeign = site !== '' && site !== 'same-origin' && site !== 'none';
  if (isForeign || !equal(fields.get('form_token') ?? '', form.formToken)) {
    const text = 'This form did not come from the page that asked. Start again from the client.';
    refuse(ctx, 403, 'Not accepted', text);
    return undefined;
  }
  return fields;
}

async function decisionOf(
  step: Step,
  visit: Visit,
  fields: URLSearchParams,
): Promise<InteractionResults | undefined> {
  const action = fields.get('action') ?? '';
  if (action === 'deny' || action === 'cancel') {
    return { error: 'access_denied', error_description: 'the user denied access' };
  }
  if (step.actions.includes(action)) return step.submit(visit, action, fields);
  refuse(visit.ctx, 400, 'Not understood', 'The form names nothing that can be done here.');
  return undefined;
}

function goTo(ctx: Context, target: string): void {
  ctx.redirect(target);
  ctx.status = 303;
}
