#!/usr/bin/env node
/**
 * Installs what is missing before `npm start` and `npm test`: packages, and with `--browser` a Chromium.
 * Plain Node without dependencies, because it runs on a fresh clone. Costs next to nothing when all is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findChromium } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const lowest = [20, 19];

/** True when Node.js is new enough. */
export function supports(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > lowest[0] || (major === lowest[0] && minor >= lowest[1]);
}

/**
 * Why the packages of a folder must be installed, or undefined when they are those of its lock.
 * Compares what the lock asks for with what npm wrote down when it last installed: file times tell nothing
 * after a checkout.
 */
export function staleness(folder) {
  const installedList = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return 'they are not installed yet';
  const lock = join(folder, 'package-lock.json');
  if (!existsSync(lock)) return undefined;
  const installed = packagesOf(installedList);
  if (installed === undefined) return 'the last installation broke off';
  for (const [place, wanted] of Object.entries(packagesOf(lock) ?? {})) {
    if (place === '' || wanted.link) continue;
    const found = installed[place];
    // What is optional may be for another platform.
    if (found === undefined && (wanted.optional || wanted.devOptional || wanted.peer)) continue;
    if (found === undefined) return `${place} is missing`;
    if (found.version !== wanted.version) return `${place} is ${found.version} instead of ${wanted.version}`;
  }
  return undefined;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

function installPackages() {
  const reason = staleness(root);
  if (reason === undefined) return;
  const command = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  say(`Installing packages with npm ${command} (${reason}) …`);
  const started = Date.now();
  const result = run('npm', [command, '--no-audit', '--no-fund', '--loglevel=error'], {
    // npm would hand its own settings of this run on to the inner one, such as --prefix or --omit.
    env: { ...process.env, npm_config_yes: 'true' },
  });
  if (result !== 0) {
    fail(
      `npm ${command} failed. Check the network and the registry (npm config get registry), then try again.`,
    );
  }
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function installBrowser() {
  if (findChromium() !== undefined) return;
  const advice =
    'Install it (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROMIUM_PATH.';
  if (!canUseApt()) return say(`No Chromium found: the browser tests will be skipped. ${advice}`);
  say('Installing Chromium with apt …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  run('apt-get', ['-qq', 'update'], quiet);
  const status = run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], quiet);
  if (status !== 0 || findChromium() === undefined) {
    say(`Chromium could not be installed with apt: the browser tests will be skipped. ${advice}`);
  }
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/** Output goes to standard error, so that `npm start -s -- … --json` stays clean. */
function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
    ...options,
  });
  return status ?? 1;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!supports(process.versions.node)) {
    fail(
      `Node.js ${lowest.join('.')} or newer is needed; this is ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`,
    );
  }
  installPackages();
  if (process.argv.includes('--browser')) installBrowser();
}
