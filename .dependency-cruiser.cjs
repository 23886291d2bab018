/** The import rules of ARCHITECTURE.md. */
const forbid = (name, from, to, comment, pathNot) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, ...(pathNot ? { pathNot } : {}) },
  to: { path: to },
});

module.exports = {
  forbidden: [
    forbid(
      'mock-as-stands-alone',
      '^mock-as/',
      '^(harness|suites|reports|server|cli)/',
      'The mock serves; it never judges.',
    ),
    forbid(
      'server-stands-alone',
      '^server/',
      '^(harness|suites|reports|mock-as|cli)/',
      'The reference server is useful alone.',
    ),
    {
      ...forbid(
        'suites-by-public-face',
        '^suites/',
        '^harness/',
        'Suites import the harness only by its public face.',
      ),
      to: { path: '^harness/', pathNot: '^harness/(index|exchange\\.test-helper)\\.ts$' },
    },
    forbid(
      'suites-judge-only',
      '^suites/',
      '^(reports|server|mock-as|cli)/',
      'A suite knows only the harness.',
    ),
    {
      ...forbid(
        'reports-know-the-contract',
        '^reports/',
        '^(harness|suites|server|mock-as|cli)/',
        'A reporter knows only the report.',
      ),
      to: { path: '^(harness|suites|server|mock-as|cli)/', pathNot: '^harness/contract\\.ts$' },
    },
    forbid(
      'harness-below',
      '^harness/',
      '^(suites|reports|cli|server)/',
      'Suites are found by folder.',
      '\\.(test|test-helper)\\.ts$',
    ),
    forbid(
      'runners-on-top',
      '^(cli|harness|suites|server|mock-as|reports)/|^index\\.ts$',
      '^runners/',
      'Who uses no test runner loads none.',
    ),
    {
      ...forbid(
        'one-runner-a-module',
        '^runners/',
        '/node_modules/|^node_modules/',
        'See package.json, peerDependencies.',
        '^runners/(vitest|playwright)\\.ts$|\\.test\\.ts$',
      ),
    },
    forbid(
      'no-tests-in-product',
      '^(cli|harness|suites|server|mock-as|reports|runners)/',
      '^(test|bench|examples)/',
      'The product imports no test.',
      '\\.(test|test-helper)\\.ts$',
    ),
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      severity: 'error',
      from: { path: '^(cli|harness|suites|server|mock-as|reports)/', pathNot: '\\.(test|test-helper)\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
