import type { MockAuthorizationServer } from '../mock.ts';
import type { Exchanges } from './exchanges.ts';
import type { Redactor } from './redact.ts';
import type { SuiteRuns } from './suite.ts';
import type { TokenNames } from './token-names.ts';
import type { ConsoleOptions } from './types.ts';

/** What every page draws upon, and every button works on. */
export interface Scene {
  readonly options: ConsoleOptions;
  readonly mock: MockAuthorizationServer;
  readonly exchanges: Exchanges;
  readonly redactor: Redactor;
  readonly tokenNames: TokenNames;
  readonly suite: SuiteRuns | undefined;
}
