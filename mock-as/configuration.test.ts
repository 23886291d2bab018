import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import { loadMockConfiguration, startMockAuthorizationServer } from './index.ts';

const whole = `
profile: scalekit-2025
audience: array
cors: [http://localhost:6274]
seed: 7
resources:
  - id: res_1
    url: https://mcp.example.com
    name: Tasks
    accessTokenLifetime: 600
    scopes:
      - todo:read
      - name: todo:write
        description: Change tasks
  - id: res_2
    dynamicRegistration: false
organizations:
  - id: org_1
    external_id: acme
users:
  - id: usr_1
    email: ada@example.com
    organization: org_1
    roles: [admin]
    custom_claims: { plan: pro }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-configuration-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a configuration file', () => {
  test.each([
    ['mock.yaml', whole],
    [
      'mock.json',
      JSON.stringify({ profile: 'scalekit-2025', resources: [{ id: 'res_1' }, { id: 'res_2' }] }),
    ],
  ])('%s declares a mock', async (name, content) => {
    const path = join(folder, name);
    await writeFile(path, content);
    await using mock = await startMockAuthorizationServer(await loadMockConfiguration(path));
    expect(mock.settings().profile).toBe('scalekit-2025');
    expect(mock.resources.list().map(({ id }) => id)).toEqual(['res_1', 'res_2']);
  });

  test('says everything that the options can say', () => {
    const { random, ...options } = parseConfiguration('mock.yaml', whole);
    expect(options).toMatchObject({
      audience: 'array',
      cors: ['http://localhost:6274'],
      resources: [{ scopes: ['todo:read', { name: 'todo:write' }] }, { dynamicRegistration: false }],
      users: [{ id: 'usr_1', roles: ['admin'], custom_claims: { plan: 'pro' } }],
    });
    expect(random?.()).toBe(parseConfiguration('mock.yaml', 'seed: 7').random?.());
    expect(parseConfiguration('mock.yaml', '')).toEqual({});
  });
});

test.each([
  ['resources: [', /^mock\.yaml:1:\d+ is no YAML: .+ Check indentation and quotes there\.$/],
  ['a: b: c', /^mock\.yaml:1:\d+ is no YAML/],
  ['- a', /^mock\.yaml: the file: write members with names\.$/],
  ['profile: okta', /^mock\.yaml: profile: write "scalekit" or "scalekit-2025" or "oauth21"\.$/],
  ['profle: scalekit', /^mock\.yaml: profle: there is no such member\. Did you mean profile\?$/],
  [
    'banana: 1',
    /^mock\.yaml: banana: there is no such member\. Write one of .*profile.*, or leave it out\.$/,
  ],
  [
    'resources:\n  - colour: x',
    /^mock\.yaml: resources\[0\]\.colour: there is no such member\. Write one of id, url, /,
  ],
  [
    'resources:\n  - acessTokenLifetime: 60',
    /^mock\.yaml: resources\[0\]\.acessTokenLifetime: there is no such member\. Did you mean accessTokenLifetime/,
  ],
  ['resources:\n  - scopes:\n      - nam: x', /^mock\.yaml: resources\[0\]\.scopes\[0\].*name/],
  ['users:\n  - id: usr_1\n    emial: a@b.example', /users\[0\]\.emial: .* Did you mean email\?$/],
  ['resources: []', /^mock\.yaml: resources: write something; it is empty\.$/],
  ['managementApi: "yes"', /^mock\.yaml: managementApi: write true or false\.$/],
  ['users:\n  - email: a@b.example', /^mock\.yaml: users\[0\]\.id: write a text\.$/],
  [
    'resource:\n  accessTokenLifetime: 0',
    /^mock\.yaml: resource\.accessTokenLifetime: write a number from 1 on\.$/,
  ],
  ['resource:\n  accessTokenLifetime: long', /^mock\.yaml: resource\.accessTokenLifetime: write a number\.$/],
  ['port: 70000', /^mock\.yaml: port: write a number up to 65535\.$/],
  ['cors: everywhere', /^mock\.yaml: cors: write "permissive" or "redirect-uris" or a list\.$/],
])('%j is told: %s', (content, message) => {
  expect(() => parseConfiguration('mock.yaml', content)).toThrow(message);
});

test('several mistakes are told at once', () => {
  expect(() => parseConfiguration('mock.yaml', 'port: x\nhost: 5')).toThrow(/host.*\n.*port|port.*\n.*host/);
});

test('a missing file is told by its name', async () => {
  await expect(loadMockConfiguration(join(folder, 'none.yaml'))).rejects.toThrow(
    'none.yaml cannot be read: there is no such file',
  );
});
