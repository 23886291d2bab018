/**
 * The client suite on clients of other people's making and on `connect`, one after another:
 * `npm run interop:clients [-- --only <part of a check's id>] [--client <name>] [--reports <folder>] [--write]`. Ends with
 * 1 on anything that is not listed. `--write` puts the table into `docs/interop.md`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Report } from '../../harness/contract.ts';
import { expectedIn, loadKnown, testClient } from './clients-known.ts';
import { tableOf } from './clients-table.ts';
import { compare } from './servers.ts';
import { concluded, progressOf, tell } from './telling.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    client: { type: 'string' },
    /** Where the reports are written: `<folder>/<name>.json`. */
    reports: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const page = new URL('../../docs/interop.md', import.meta.url);
const marks = /(<!-- clients: results -->)[\s\S]*(<!-- clients: end -->)/;

const part = values.only;
const only = part === undefined ? undefined : (id: string) => id.includes(part);
const known = Object.entries(await loadKnown()).filter(([name]) => name === (values.client ?? name));
if (known.length === 0) {
  console.error(`No client is called ${values.client ?? ''} in test/interop/clients.yaml.`);
  process.exit(2);
}

let bad = 0;
const reports: Record<string, Report> = {};
for (const [name, client] of known) {
  const report = await testClient(name, client, { only, onEvent: progressOf(name) });
  reports[name] = report;
  const comparison = compare(expectedIn(report, client), report, only);
  tell(name, report, comparison);
  bad += comparison.problems.length;
  if (values.reports !== undefined) {
    await writeFile(`${values.reports}/${name.replace(/\W+/g, '-')}.json`, JSON.stringify(report, null, 1));
  }
}
if (values.write === true) {
  const text = (await readFile(page, 'utf8')).replace(marks, `$1\n\n${tableOf(reports)}\n\n$2`);
  await writeFile(page, await format(text, { parser: 'markdown', ...(await resolveConfig(page)) }));
}
process.exit(concluded(bad));
