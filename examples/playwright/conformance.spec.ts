/** A test for each check, in your own Playwright; none of them needs a browser. The server under test is started here. */
import { startReferenceServer } from 'mcp-auth-conformance/server';
import { expect, serverTests, test } from 'mcp-auth-conformance/playwright';

serverTests(
  {
    url: 'http://127.0.0.1:{port}/web-search/mcp',
    specVersion: '2025-11-25',
    lab: {
      server: {
        // Stands for your own server: tell it where the authorization server is, and who it is itself.
        inProcess: ({ environment, issuer, resource, port, client_id, client_secret }) =>
          startReferenceServer({
            scalekitEnvironmentUrl: environment,
            authorizationServer: issuer,
            resourceIdentifier: resource,
            port: Number(port),
            clientId: client_id,
            clientSecret: client_secret,
          }),
      },
    },
  },
  { topics: ['challenge', 'metadata'] },
);

test.use({ mockOptions: { resource: { url: 'http://127.0.0.1:4321/mcp', scopes: ['notes:read'] } } });

test('a mock of its own for a test of your own', async ({ mock }) => {
  const response = await fetch(`${mock.urls.issuer}/.well-known/oauth-authorization-server`);
  expect(await response.json()).toMatchObject({ issuer: mock.urls.issuer });
});
