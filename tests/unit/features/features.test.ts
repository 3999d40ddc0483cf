import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  askedOfPython,
  currentDocument,
  dialects,
  FEATURES,
  frameworkNames,
  type PythonNames,
} from '../../../scripts/features/document.ts';
import { comparable } from '../../../scripts/features/names.ts';
import { outputOf, root, startPython } from '../support/python.ts';

/** Names that the frameworks do not have, or elsewhere: FEATURES.md tells of them. */
const ownNames = {
  torch: /^(scope|CHANNELS_LAST|getPrintoptions|GradientNode|[A-Z][A-Za-z]*Error)$/,
  keras: /^(input|model|sequential|GradientTape|SeedGenerator)$/,
};

test('FEATURES.md lists what the dialects and Python have; npm run features writes it anew', async () => {
  await expect(currentDocument(await pythonNames())).toMatchFileSnapshot(fileURLToPath(FEATURES));
}, 120_000);

async function pythonNames(): Promise<PythonNames> {
  const program = readFileSync(join(root, 'scripts/features/python_names.py'), 'utf8');
  const asked = `import json\nasked = json.loads(${JSON.stringify(JSON.stringify(askedOfPython()))})\n`;
  const { text, error } = await outputOf(await startPython(), asked + program, 'names');
  expect(error?.traceback ?? '').toBe('');
  return JSON.parse(text) as PythonNames;
}

describe.each(['torch', 'keras'] as const)('the names of %s', (dialect) => {
  const real = frameworkNames(dialect);

  test.each(dialects[dialect].filter(({ name }) => real.has(name)))('$name are the framework’s', ({ name, names }) => {
    const unknown = names.filter((own) => !real.get(name)?.has(comparable(own)) && !ownNames[dialect].test(own));
    expect(unknown).toEqual([]);
  });
});
