/** What the types of the package promise to programs. Nothing here runs: the compiler reads it with everything else. */
import {
  runAuthorizationServerSuite,
  runClientSuite,
  runServerSuite,
  type CheckResult,
  type Outcome,
  type Report,
  type Revision,
  type RunEvent,
} from 'mcp-auth-conformance';
import { serverTests as playwrightTests, test as playwrightTest } from 'mcp-auth-conformance/playwright';
import { clientTests, serverTests, test } from 'mcp-auth-conformance/vitest';
import { expectTypeOf } from 'vitest';

const { signal } = new AbortController();
const onEvent = (event: RunEvent): void => {
  if (event.type === 'check') expectTypeOf(event.result).toEqualTypeOf<CheckResult>();
  if (event.type === 'phase') expectTypeOf(event.text).toEqualTypeOf<string>();
  // @ts-expect-error only a check has a result
  if (event.type === 'planned') expectTypeOf(event.result).toEqualTypeOf<CheckResult>();
};

expectTypeOf(runServerSuite).returns.toEqualTypeOf<Promise<Report>>();
expectTypeOf(runAuthorizationServerSuite).returns.toEqualTypeOf<Promise<Report>>();
expectTypeOf(runClientSuite).returns.toEqualTypeOf<Promise<Report>>();
// @ts-expect-error a report is not anything
expectTypeOf(runServerSuite).returns.toEqualTypeOf<Promise<unknown>>();
expectTypeOf<Report['verdict']>().toEqualTypeOf<'conformant' | 'nonconformant' | 'incomplete'>();
expectTypeOf<Report['checks'][number]['outcome']>().toEqualTypeOf<Outcome>();
expectTypeOf<Report['specVersion']>().toEqualTypeOf<Revision>();

void runServerSuite({ url: 'http://127.0.0.1/mcp', signal, onEvent, specVersion: '2025-11-25' });
void runAuthorizationServerSuite({ issuer: 'http://127.0.0.1', signal, onEvent });
void runClientSuite({ client: { command: 'node client.js' }, signal, onEvent });
// @ts-expect-error the URL is missing
void runServerSuite({ signal });
// @ts-expect-error there is no such revision
void runServerSuite({ url: 'http://127.0.0.1/mcp', specVersion: '2024-11-05' });
// @ts-expect-error a controller is no signal
void runServerSuite({ url: 'http://127.0.0.1/mcp', signal: new AbortController() });
// @ts-expect-error it is the issuer
void runAuthorizationServerSuite({ url: 'http://127.0.0.1' });
// @ts-expect-error a client is a command or a function
void runClientSuite({ client: 'node client.js' });
// @ts-expect-error a callback takes an event
void runClientSuite({ client: { command: 'x' }, onEvent: (text: string) => text });

serverTests({ url: 'http://127.0.0.1/mcp' }, { topics: ['challenge'], failOn: 'should' });
serverTests(async () => ({ url: 'http://127.0.0.1/mcp' }));
clientTests({ client: { inProcess: async ({ url }) => url.length } });
playwrightTests(() => ({ url: 'http://127.0.0.1/mcp' }), { expectedFailures: 'known.yaml' });
// @ts-expect-error there is no such level
serverTests({ url: 'http://127.0.0.1/mcp' }, { failOn: 'may' });
// @ts-expect-error the options of a client are others
clientTests({ url: 'http://127.0.0.1/mcp' });

test('the mock is a fixture', async ({ mock }) => {
  expectTypeOf(await mock.mint()).toEqualTypeOf<string>();
});
playwrightTest.use({ mockOptions: { resource: { url: 'http://127.0.0.1/mcp' } } });
// @ts-expect-error an address is a string
playwrightTest.use({ mockOptions: { host: 5 } });
