import type { InteractionResults } from 'oidc-provider';
import type { Environment } from '../environment.ts';
import { readEmail } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { createOneTimeCodes, isTestUser } from './one-time-codes.ts';
import type { OneTimeCodes, Verification } from './one-time-codes.ts';
import { showPage } from './page.ts';
import { showAgain } from './visit.ts';
import type { Step, Visit } from './visit.ts';

/** The header by which the traffic of the mock shows a code that is not known beforehand. */
export const oneTimeCodeHeader = 'Mock-One-Time-Code';

/** Login as Scalekit does it: an address, then the code that would have been mailed to it. */
export function createLoginStep({ settings, clock }: Environment, accounts: Accounts): Step {
  const codes = createOneTimeCodes(clock.now);

  const send = (visit: Visit, email: string): undefined => {
    const code = codes.issue(visit.details.uid, email);
    if (code === undefined) {
      showEmailPage(codes, visit, { email, status: 429 });
      return undefined;
    }
    if (!isTestUser(email)) {
      settings.log(`one-time code for ${email}: ${code} (a mock mails nothing)`);
      visit.ctx.set(oneTimeCodeHeader, code);
    }
    return showAgain(visit);
  };

  return {
    actions: ['send', 'resend', 'restart', 'verify'],
    show: (visit) => {
      const email = codes.pending(visit.details.uid);
      if (email === undefined) showEmailPage(codes, visit, { email: suggestedEmail(visit, accounts) });
      else showCodePage(visit, email);
    },
    submit: async (visit, action, fields) => {
      const { uid } = visit.details;
      switch (action) {
        case 'send': {
          const typed = fields.get('email');
          const email = readEmail(typed);
          if (email !== undefined) return send(visit, email);
          const problem = 'That is no e-mail address. Write one like ada+sktest@example.com.';
          showEmailPage(codes, visit, { email: typed ?? '', status: 422, problem });
          return undefined;
        }
        case 'resend': {
          const email = codes.pending(uid);
          return email === undefined ? showAgain(visit) : send(visit, email);
        }
        case 'restart':
          codes.withdraw(uid);
          return showAgain(visit);
        default: {
          const email = codes.pending(uid) ?? '';
          const typed = (fields.get('code') ?? '').replaceAll(/\s/g, '');
          const verification = codes.verify(uid, typed);
          if (verification.outcome === 'accepted')
            return logIn(visit, accounts.subjectOf(verification.email));
          if (verification.outcome === 'wrong') showCodePage(visit, email, verification.triesLeft);
          else showEmailPage(codes, visit, { email, status: 422, problem: problems[verification.outcome] });
          return undefined;
        }
      }
    },
  };
}

const problems: Record<Exclude<Verification['outcome'], 'accepted' | 'wrong'>, string> = {
  expired: 'That code is too old. Continue with your address for a new one.',
  spent: 'Too many wrong codes. Continue with your address for a new one.',
  none: 'There is no code to compare with. Continue with your address for a new one.',
};

function showEmailPage(
  codes: OneTimeCodes,
  { ctx, details, form, redirectUri }: Visit,
  { email, status = 200, problem }: { email: string; status?: number; problem?: string },
): void {
  const closed = codes.exhausted(details.uid);
  const shown = closed
    ? 'This login had too many codes. Cancel it and start again from the client.'
    : problem;
  showPage(ctx, 'email', { ...form, email, closed, problem: shown }, { status, redirectUri });
}

function showCodePage({ ctx, form, redirectUri }: Visit, email: string, triesLeft?: number): void {
  const problem =
    triesLeft === undefined
      ? undefined
      : `That is not the code. ${triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`} left.`;
  const facts = { ...form, email, testUser: isTestUser(email), problem };
  showPage(ctx, 'code', facts, { status: problem === undefined ? 200 : 422, redirectUri });
}

/** The address that the client gave as `login_hint`, or that of who is logged in. */
function suggestedEmail({ details }: Visit, accounts: Accounts): string {
  const { login_hint: hint } = details.params;
  if (typeof hint === 'string') return readEmail(hint) ?? '';
  const subject = details.session?.accountId;
  return subject === undefined ? '' : (readEmail(accounts.nameOf(subject)) ?? '');
}

async function logIn(visit: Visit, accountId: string): Promise<InteractionResults> {
  if (visit.details.session !== undefined && visit.details.session.accountId !== accountId) {
    await leaveSession(visit);
  }
  const login = { accountId, amr: ['otp'] };
  return visit.details.prompt.name === 'select_account' ? { login, select_account: {} } : { login };
}

/**
 * Another person logs in: the former one's session ends, with the consents that it remembers. oidc-provider would ask
 * for a logout in between, which nobody who has just typed in another address expects.
 */
async function leaveSession({ provider, details }: Visit): Promise<void> {
  const former = await provider.Session.findByUid(details.session?.uid ?? '');
  await former?.destroy();
  delete details.session;
  await details.persist();
}
