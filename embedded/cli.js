#!/usr/bin/env node
// Runs before anything is installed: plain JavaScript, no dependency, old enough for any Node to say no clearly.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const COMMANDS = {
  start: 'embedded/start.ts',
  dev: 'embedded/dev.ts',
  test: 'embedded/test.ts',
  bench: 'bench/main.ts',
  'db:reset': 'embedded/db-reset.ts',
  'db:types': 'embedded/db-types.ts',
  'stripe:setup': 'embedded/stripe-setup.ts',
};

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Foyer needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`);
  }
}

/** The packages npm says it installed, against the ones the lock file asks for. */
function isInstalled(lock) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(lock).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, info]) => path === '' || info.optional || installed[path]?.version === info.version,
  );
}

async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const record = join(root, 'node_modules', '.foyer-installed');
  if (existsSync(record) && readFileSync(record, 'utf8') === hash) return;
  if (!isInstalled(lock)) {
    const startedAt = Date.now();
    console.log('Installing packages …');
    // Not `npm ci`: it refuses a lock file that lacks the optional binaries of other platforms. This keeps
    // to the locked versions as well, adds the binaries of the platform at hand, and writes no lock file.
    const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const npm = process.env.npm_execpath;
    const code = npm?.endsWith('.js')
      ? await run(process.execPath, [npm, ...args])
      : await run('npm', args, { shell: process.platform === 'win32' });
    if (code !== 0)
      fail('npm install failed; its message is above. Check the network, then run the same command again.');
    console.log(`Packages installed (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  }
  writeFileSync(record, hash);
}

function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', () => done(1));
    endWithNpm(child);
    child.once('exit', (code, signal) => done(signal ? 1 : code));
  });
}

/** npm killed the hard way tells nobody, but the shell it left between us is adopted by another process. */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const started = lineage();
  setInterval(() => lineage() !== started && child.kill('SIGTERM'), 1000).unref();
}

function lineage() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}

const [name = '', ...rest] = process.argv.slice(2);
const file = COMMANDS[name];
if (!file) fail(`Usage: node embedded/cli.js ${Object.keys(COMMANDS).join(' | ')}`);
checkNode();
await install();

const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...rest], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// The terminal sends Ctrl-C to both of us; the command stops its parts, then this process ends with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGTERM'));
endWithNpm(child);
child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
