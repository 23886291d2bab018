#!/usr/bin/env tsx
/**
 * Freezes requirement sets, one for each revision: `npm run freeze -- 2`, or one alone: `npm run freeze -- 2025-11-25@2`.
 * A set that exists is not touched, but with `--unreleased`, as long as no release holds it. Its line in
 * suites/profiles/CHANGELOG.md is written too; say there in words what is new.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { loadChecks, SUITES } from '../cli/checks.ts';
import { REVISIONS } from '../cli/parse.ts';
import { levelOf, loadCatalogue } from '../harness/catalogue.ts';

const [wanted = '', ...flags] = process.argv.slice(2);
const names = /^\d+$/.test(wanted) ? REVISIONS.map((revision) => `${revision}@${wanted}`) : [wanted];
const catalogue = await loadCatalogue(new URL('catalogue/', SUITES));
const all = await loadChecks();

for (const name of names) {
  const revision = REVISIONS.find((one) => new RegExp(`^${one}@[1-9]\\d*$`).test(name));
  if (revision === undefined) throw new Error('Write a number, or a name such as 2025-11-25@2.');
  const file = new URL(`profiles/${name}.json`, SUITES);
  if (existsSync(file) && !flags.includes('--unreleased'))
    throw new Error(`${name} is frozen; take the next number.`);
  const levels = all
    .map(({ id, requirement }) => [id, levelOf(catalogue.get(requirement), revision)])
    .filter(([, level]) => level !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const frozen = new Date().toISOString().slice(0, 10);
  const text = `${JSON.stringify({ name, revision, frozen, checks: Object.fromEntries(levels) }, null, 2)}\n`;
  await writeFile(file, text);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  await tell(name, `| ${name} | ${frozen} | ${levels.length} | \`${digest}\` |`);
}

async function tell(name, line) {
  const page = new URL('profiles/CHANGELOG.md', SUITES);
  const lines = (await readFile(page, 'utf8')).split('\n');
  const at = lines.findIndex((one) => one.startsWith(`| ${name} `));
  if (at >= 0) lines[at] = line;
  else lines.splice(lines.findIndex((one) => one.startsWith('| ---')) + 1, 0, line);
  await writeFile(page, await format(lines.join('\n'), { parser: 'markdown', printWidth: 110 }));
  process.stdout.write(`${line}\n`);
}
