// Finds a Chromium for the end-to-end tests and benchmarks, and installs one if there is none.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';

const remedy =
  "No browser found. Install Chrome or Chromium, or run 'npx playwright install --with-deps chromium', or set PW_CHROMIUM to a browser's path; then run this again.";

/** Where Chrome and Edge are installed, then the usual paths of distributions and of macOS. */
function usualPaths() {
  const windows = ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap(
    (name) => process.env[name] ?? [],
  );
  return [
    '/opt/google/chrome/chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...windows.map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    '/opt/microsoft/msedge/msedge',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...windows.map((folder) => join(folder, 'Microsoft/Edge/Application/msedge.exe')),
    // The same engine without the browser's own windows: a page costs a second less.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
}

/** The browser's version line; undefined if it does not start (a missing library, a stub that needs a snap). */
function versionOf(path) {
  if (process.platform === 'win32') return 'Chromium'; // chrome.exe --version opens a window there
  try {
    const options = { encoding: 'utf8', timeout: 30_000, stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync(path, ['--version'], options).trim();
  } catch {
    return undefined;
  }
}

/**
 * The first browser that exists and starts: PW_CHROMIUM, Playwright's own, Chrome, Edge, a distribution's Chromium.
 * A PW_CHROMIUM that does not start is an error, not a reason to take another browser.
 * @returns {{ path: string, version: string } | undefined}
 */
export function findBrowser() {
  const forced = process.env.PW_CHROMIUM;
  for (const path of forced ? [forced] : [chromium.executablePath(), ...usualPaths()]) {
    const version = existsSync(path) ? versionOf(path) : undefined;
    if (version) return { path, version };
  }
  if (forced)
    throw new Error(`PW_CHROMIUM is ${forced}, which is not a browser that starts: correct it or unset it.`);
  return undefined;
}

const playwrightCli = join(
  dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
  'cli.js',
);
const isRoot = process.getuid?.() === 0;
const isDebian =
  existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Ways to install a browser, tried in this order until one starts. */
const installs = [
  {
    name: 'npx playwright install chromium',
    commands: [[process.execPath, playwrightCli, 'install', '--no-shell', 'chromium']],
  },
  ...['chromium-headless-shell', 'chromium'].map((name) => ({
    name: `apt-get install ${name}`,
    possible: () => isRoot && isDebian,
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '--yes', '--no-install-recommends', name],
    ],
  })),
  {
    name: 'npx playwright install-deps chromium',
    possible: () => isRoot && existsSync(chromium.executablePath()),
    commands: [[process.execPath, playwrightCli, 'install-deps', 'chromium']],
  },
];

/**
 * Finds a browser that starts, and installs one first if there is none.
 * @returns {{ path: string, version: string }}
 * @throws {Error} whose message is one line with the remedy
 */
export function ensureBrowser() {
  const browser = findBrowser();
  if (browser) return browser;
  for (const { name, possible = () => true, commands } of installs) {
    if (!possible()) continue;
    console.log(`No browser that starts was found; trying: ${name}`);
    for (const [command, ...args] of commands) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      if (spawnSync(command, args, { stdio: 'inherit', env, timeout: 15 * 60_000 }).status !== 0) break;
    }
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(remedy);
}
