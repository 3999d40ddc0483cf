import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { PythonInterpreter } from '../../../src/python/interpreter.ts';
import { outputOf, root, startPython } from '../support/python.ts';

const folder = join(root, 'tests/fixtures/python');
let python: PythonInterpreter;

beforeAll(async () => {
  python = await startPython();
}, 120_000);

test.each(globSync('**/*.py', { cwd: folder }).toSorted())('%s prints what the real libraries print', async (file) => {
  const code = readFileSync(join(folder, file), 'utf8');
  const { text, error } = await outputOf(python, code, file);
  expect(error?.traceback ?? '').toBe('');
  expect(text).toBe(readFileSync(join(folder, file.replace(/\.py$/, '.txt')), 'utf8'));
});
