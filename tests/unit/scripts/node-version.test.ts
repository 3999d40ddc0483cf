import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { nodeComplaint } from '../../../scripts/setup/node-version.mjs';

const read = (file: string) => readFileSync(new URL(`../../../scripts/${file}`, import.meta.url), 'utf8');

describe('nodeComplaint', () => {
  it.each(['20.0.0', '22.12.0', '24.21.0', '100.0.0'])('takes Node %s', (version) => {
    expect(nodeComplaint(version)).toBe('');
  });

  it.each(['8.17.0', '14.21.3', '18.20.4', '19.9.0'])('tells Node %s what to do in one sentence', (version) => {
    expect(nodeComplaint(version)).toMatch(/^Duet needs Node 20 or newer, [^.]*\d+\.\d+\.\d+: install [^ ]+ LTS.*\.$/);
    expect(nodeComplaint(version)).toContain(version);
  });
});

describe('the entries of npm start, npm test and npm run judge', () => {
  it.each(['start.mjs', 'test.mjs', 'judge.mjs', 'setup/node-version.mjs'])('%s is parsed by Node 14', (file) => {
    const messages = new Linter().verify(read(file), { languageOptions: { ecmaVersion: 2020, sourceType: 'module' } });
    expect(messages).toEqual([]);
  });

  it.each(['start.mjs', 'test.mjs'])('%s imports nothing newer before the check', (file) => {
    const imports = [...read(file).matchAll(/^import .*'(.*)';$/gm)].map(([, name]) => name);
    expect(imports).toEqual(['./setup/node-version.mjs']);
  });
});
