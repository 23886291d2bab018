/** The flags of a run against a deployed server that gets its tokens by a login. */
import type { Command } from 'commander';
import type { ServerRunOptions } from '../harness/run-server.ts';
import { usageFailure } from './failure.ts';
import { addLoginFlags, clientOf, loginOf, type LoginFlags } from './login-flags.ts';
import type { RunHooks } from './suite-run.ts';

export interface FieldLoginFlags extends LoginFlags {
  token?: string;
  otherResource?: string;
  credentials?: string;
  waitExpiry?: true;
}

export function addFieldLoginFlags(command: Command): Command {
  return addLoginFlags(command)
    .option(
      '--other-resource <url>',
      'with --login: another resource of the same authorization server, for a token that is not for your server',
    )
    .option('--credentials <file>', 'with --login: keep registration and tokens there for the next run')
    .option('--wait-expiry', 'with --login: wait for tokens to expire, which may take an hour');
}

/**
 * A login is for a server as deployed, and these flags are for a login.
 *
 * @throws Failure (usage)
 */
export function requireLoginFits(flags: FieldLoginFlags, isLab: boolean): void {
  const { login, token, clientId, otherResource, waitExpiry, credentials } = flags;
  if (login === undefined) {
    if ([clientId, otherResource, waitExpiry, credentials].every((flag) => flag === undefined)) return;
    throw usageFailure(
      '--client-id, --other-resource, --credentials and --wait-expiry are for a login: add --login.',
    );
  }
  if (isLab)
    throw usageFailure('--login is for a server as deployed: in the lab the mock issues the tokens.');
  if (token !== undefined) {
    throw usageFailure('There are two sources of tokens, --login and --token. Give one.');
  }
  if (login === 'client-credentials' && clientId === undefined) {
    throw usageFailure('--login client-credentials needs a client: give --client-id and --client-secret.');
  }
}

/** Tokens come from the authorization server that the server names. */
export function fieldLogin(
  flags: FieldLoginFlags,
  { signal, onEvent, outputFolder }: RunHooks,
): NonNullable<ServerRunOptions['fieldLogin']> {
  const { scope, otherResource, waitExpiry, login, credentials } = flags;
  const tell = (text: string) => onEvent({ type: 'phase', text });
  const clientCredentials = login === 'client-credentials';
  return {
    client: clientOf(flags),
    strategy: undefined,
    scopes: scope?.split(/\s+/),
    otherResource,
    credentials,
    clientCredentials,
    waitExpiry: waitExpiry === true,
    login: clientCredentials ? undefined : loginOf(flags, { outputFolder, tell, signal }),
  };
}
