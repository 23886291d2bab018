import { defineConfig } from '@playwright/test';

const { CHROMIUM_PATH: executablePath } = process.env;

export default defineConfig({
  testMatch: '**/*.spec.ts',
  use: {
    browserName: 'chromium',
    // Without a browser of its own Playwright may take the system's; a container has no sandbox to offer.
    launchOptions: executablePath === undefined ? {} : { executablePath, args: ['--no-sandbox'] },
  },
});
