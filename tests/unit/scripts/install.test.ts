import { describe, expect, it } from 'vitest';
import { explainFailedInstall, isInstalled } from '../../../scripts/setup/install.mjs';

const astro = { version: '7.3.5', integrity: 'sha512-a' };
const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/astro': astro,
    'node_modules/sharp-for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};

describe('isInstalled', () => {
  it('is content with what the lockfile asks for', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/astro': astro } })).toBe(true);
  });

  it.each([
    ['nothing is installed', {}],
    ['a package lacks', { packages: {} }],
    ['a package is older', { packages: { 'node_modules/astro': { ...astro, version: '7.3.4' } } }],
    ['a package differs', { packages: { 'node_modules/astro': { ...astro, integrity: 'sha512-c' } } }],
  ])('sees that %s', (_what, installed) => {
    expect(isInstalled(wanted, installed)).toBe(false);
  });
});

describe('explainFailedInstall', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])('says in one sentence that the network is away: %s', (code) => {
    const sentence = explainFailedInstall(`npm error code ${code}\nnpm error network request failed\n`);
    expect(sentence).toMatch(/^The packages could not be downloaded because [^\n]+\.$/);
  });

  it('keeps what npm says of anything else', () => {
    const text = explainFailedInstall('npm error code ENOSPC\n');
    expect(text).toContain('ENOSPC');
    expect(text).not.toContain('registry');
  });
});
