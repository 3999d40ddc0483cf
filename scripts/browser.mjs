// Finds the browser that the end-to-end tests drive, or installs one.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from './setup/failure.mjs';
import { announce, run, tool, toolEnvironment } from './setup/processes.mjs';

/**
 * @typedef {object} Machine
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {(file: string) => boolean} isExecutable
 */

/** Flags that give a machine without a GPU a WebGPU adapter in software: correct, and hundreds of times slower than a GPU. */
export const softwareGpuFlags = ['--enable-features=Vulkan', '--use-vulkan=swiftshader', '--use-angle=swiftshader'];

/** Flags that keep the browser from talking to anybody but the site. */
export const quietFlags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @type {Machine} */
const thisMachine = { env: process.env, platform: process.platform, isExecutable };

const programNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const macPrograms = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * Files that may be a Chromium, Chrome or Edge on this machine, best first. Whether they exist is not asked.
 *
 * @param {Machine} machine
 * @returns {string[]}
 */
export function browserCandidates({ env, platform }) {
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return folders.flatMap((folder) =>
      folder === undefined ? [] : windowsPrograms.map((parts) => path.win32.join(folder, ...parts)),
    );
  }
  const searched = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const usual = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
  const found = programNames.flatMap((name) => [...searched, ...usual].map((folder) => path.posix.join(folder, name)));
  if (platform !== 'darwin') return found;
  const applications = ['/Applications', ...(env.HOME === undefined ? [] : [`${env.HOME}/Applications`])];
  return [...applications.flatMap((folder) => macPrograms.map((program) => `${folder}/${program}`)), ...found];
}

/**
 * The browser to drive: the one that DUET_BROWSER names, else an installed one, else one that Playwright has downloaded.
 *
 * @param {Machine} [machine]
 * @returns {string | undefined} its path
 * @throws {Failure} when DUET_BROWSER names no program
 */
export function findBrowser(machine = thisMachine) {
  const named = machine.env.DUET_BROWSER;
  if (named !== undefined && named !== '') {
    if (machine.isExecutable(named)) return named;
    throw new Failure(`DUET_BROWSER is "${named}", which is not a program: give the path of a Chromium or Chrome.`);
  }
  const candidates = [...browserCandidates(machine), ...playwrightBrowser()];
  return candidates.find((file) => machine.isExecutable(file));
}

/**
 * Finds a browser that starts, or installs one.
 *
 * @returns {Promise<string>} its path
 * @throws {Failure} when there is none and none can be installed
 */
export async function ensureBrowser() {
  const installed = findBrowser();
  if (installed !== undefined && (await starts(installed))) return installed;
  for (const install of [installWithApt, downloadWithPlaywright]) {
    const browser = await install();
    if (browser !== undefined && (await starts(browser))) return browser;
  }
  throw new Failure(
    'The end-to-end tests found no browser and could not install one: install Chromium or Chrome, or name one in DUET_BROWSER, then run the same command again.',
  );
}

async function installWithApt() {
  if (!isDebian() || process.getuid?.() !== 0) return undefined;
  return announce('Installing Chromium with apt (once)', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { capture: true, env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { capture: true, env });
    return findBrowser();
  });
}

async function downloadWithPlaywright() {
  return announce("Downloading Playwright's Chromium (once)", async () => {
    const [command = '', ...first] = tool('@playwright/test', 'playwright');
    await run(command, [...first, 'install', '--no-shell', 'chromium'], { capture: true, env: toolEnvironment() });
    return playwrightBrowser().find(isExecutable);
  });
}

/** Where Playwright puts its own download; nowhere before the packages are installed. */
function playwrightBrowser() {
  try {
    /** @type {typeof import('@playwright/test')} */
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/**
 * Ubuntu ships a script in the place of Chromium that only asks to install a snap, and a download may lack libraries.
 * Elsewhere a browser that is asked for its version opens a window, so it is taken at its word.
 *
 * @param {string} browser
 */
async function starts(browser) {
  if (process.platform !== 'linux') return true;
  const { code, output } = await run(browser, ['--version'], { capture: true });
  return code === 0 && /\d+\.\d+/.test(output);
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** @param {string} file */
function isExecutable(file) {
  if (process.platform === 'win32') return existsSync(file);
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
