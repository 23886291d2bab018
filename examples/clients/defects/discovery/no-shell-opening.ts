import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import type { Defect } from '../../parts.ts';

/** Within double quotes a shell still reads `$(…)`. */
export default {
  breaks: 'client.discovery.no-shell-opening',
  title: 'The URL is part of a command line',
  alter: (parts) => ({
    async openBrowser(session, url) {
      await promisify(exec)(`: "${url}"`);
      await parts.openBrowser(session, url);
    },
  }),
} satisfies Defect;
