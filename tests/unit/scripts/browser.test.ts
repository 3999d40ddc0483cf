import { describe, expect, it } from 'vitest';
import { browserCandidates, findBrowser } from '../../../scripts/browser.mjs';

/** A machine on which exactly these files are programs. */
function machine(platform: NodeJS.Platform, programs: readonly string[], env: Record<string, string> = {}) {
  return { platform, env, isExecutable: (file: string) => programs.includes(file) };
}

describe('findBrowser', () => {
  it('takes what DUET_BROWSER names before anything installed', () => {
    const env = { DUET_BROWSER: '/opt/mine/chrome' };
    expect(findBrowser(machine('linux', ['/usr/bin/chromium', '/opt/mine/chrome'], env))).toBe('/opt/mine/chrome');
  });

  it('refuses a DUET_BROWSER that is no program, instead of taking another', () => {
    const env = { DUET_BROWSER: '/opt/mine/chrome' };
    expect(() => findBrowser(machine('linux', ['/usr/bin/chromium'], env))).toThrow(
      'DUET_BROWSER is "/opt/mine/chrome", which is not a program',
    );
  });

  it('searches the PATH', () => {
    const env = { PATH: '/bin:/home/ada/bin' };
    expect(findBrowser(machine('linux', ['/home/ada/bin/google-chrome'], env))).toBe('/home/ada/bin/google-chrome');
  });

  it.each([
    ['linux', '/usr/bin/chromium', {}],
    ['linux', '/snap/bin/chromium', {}],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
    ['darwin', '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium', { HOME: '/Users/ada' }],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', { PROGRAMFILES: 'C:\\Program Files' }],
    [
      'win32',
      'C:\\Users\\ada\\AppData\\Local\\Chromium\\Application\\chrome.exe',
      { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
    ],
  ] as const)('finds the usual place on %s: %s', (platform, program, env) => {
    expect(findBrowser(machine(platform, [program], env))).toBe(program);
  });

  it('prefers Chromium to a browser of a brand', () => {
    const programs = ['/usr/bin/google-chrome', '/usr/bin/chromium'];
    expect(findBrowser(machine('linux', programs))).toBe('/usr/bin/chromium');
  });

  it('finds nothing where nothing is', () => {
    expect(findBrowser(machine('linux', [], { PATH: '/usr/bin' }))).toBeUndefined();
  });
});

describe('browserCandidates', () => {
  it('does not search the current folder for an empty entry of the PATH', () => {
    const candidates = browserCandidates(machine('linux', [], { PATH: ':/usr/bin' }));
    expect(candidates.every((file) => file.startsWith('/'))).toBe(true);
  });
});
