import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import type { Defect } from '../../parts.ts';

/** Within single quotes nothing is read but their end, and a URL may hold one. */
export default {
  breaks: 'client.discovery.no-shell-opening',
  title: 'The URL is put between single quotes in a command line',
  alter: (parts) => ({
    async openBrowser(session, url) {
      await promisify(exec)(`: '${url}'`).catch(() => undefined);
      await parts.openBrowser(session, url);
    },
  }),
} satisfies Defect;
