import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The examples import the package by its name; here that is the source.
  resolve: {
    alias: { 'mcp-auth-conformance/mock-as': fileURLToPath(new URL('mock-as/index.ts', import.meta.url)) },
  },
  test: {
    include: ['**/*.test.ts', 'scripts/**/*.test.mjs'],
    exclude: ['node_modules/**', 'dist/**', 'test/browser/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
