#!/usr/bin/env node
import * as nodeModule from 'node:module';

// Node.js 22.1 and newer keep compiled code between runs, which makes a second start faster.
(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();

const { main } = await import('./main.ts');
await main(process.argv.slice(2));
