import type { MockAuthorizationServer, MockAuthorizationServerOptions } from '../mock-as/index.ts';

/** The fixtures of `test`. */
export interface MockFixtures {
  /** What the mock is started with; other options come as the runner overrides its fixtures. */
  mockOptions: MockAuthorizationServerOptions;
  /** A mock of the test's own, ended with it. */
  mock: MockAuthorizationServer;
}

/** Starts the mock for one test and ends it with it. */
export async function mockFixture(
  { mockOptions }: Pick<MockFixtures, 'mockOptions'>,
  use: (mock: MockAuthorizationServer) => Promise<void>,
): Promise<void> {
  const { startMockAuthorizationServer } = await import('../mock-as/index.ts');
  await using mock = await startMockAuthorizationServer(mockOptions);
  await use(mock);
}
