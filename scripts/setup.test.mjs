import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staleness, supports } from './setup.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-'));
  await mkdir(join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

const locked = {
  '': { name: 'project' },
  'node_modules/koa': { version: '3.3.0' },
  'node_modules/fsevents': { version: '2.3.3', optional: true },
};

async function given({ lock, installed }) {
  if (lock) await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: lock }));
  if (installed === undefined) return;
  const text = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed });
  await writeFile(join(folder, 'node_modules/.package-lock.json'), text);
}

describe('staleness', () => {
  it('is none when everything is there, but for what belongs to other platforms', async () => {
    await given({ lock: locked, installed: { 'node_modules/koa': { version: '3.3.0' } } });
    expect(staleness(folder)).toBeUndefined();
  });

  it('names what is missing', async () => {
    await given({ lock: locked, installed: {} });
    expect(staleness(folder)).toBe('node_modules/koa is missing');
  });

  it('names what has another version', async () => {
    await given({ lock: locked, installed: { 'node_modules/koa': { version: '2.0.0' } } });
    expect(staleness(folder)).toBe('node_modules/koa is 2.0.0 instead of 3.3.0');
  });

  it('sees a fresh clone and an interrupted installation', async () => {
    await given({ lock: locked });
    expect(staleness(folder)).toBe('they are not installed yet');
    await given({ lock: locked, installed: '{"packages": {' });
    expect(staleness(folder)).toBe('the last installation broke off');
  });
});

it('asks for Node.js 20.19', () => {
  expect(['20.19.0', '20.20.2', '22.1.0', '24.0.0'].filter(supports)).toHaveLength(4);
  expect(['20.18.9', '18.20.0', '16.0.0'].filter(supports)).toEqual([]);
});
