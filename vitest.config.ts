import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The examples import the package by its name; here that is the source.
  resolve: {
    alias: { 'mcp-auth-conformance/mock-as': fileURLToPath(new URL('mock-as/index.ts', import.meta.url)) },
  },
  test: {
    include: ['**/*.test.ts', 'scripts/**/*.test.mjs'],
    // The suites as tests run where the package is installed: test/package.
    exclude: ['node_modules/**', 'dist/**', 'test/browser/**', 'examples/vitest/**'],
    // Most of the long tests wait for processes that they started: one core less would double the time.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
