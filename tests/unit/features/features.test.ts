import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { currentDocument, dialects, FEATURES, frameworkNames } from '../../../scripts/features/document.ts';
import { comparable } from '../../../scripts/features/names.ts';

/** Names that the frameworks do not have, or elsewhere: FEATURES.md tells of them. */
const ownNames = {
  torch: /^(scope|CHANNELS_LAST|getPrintoptions|GradientNode|[A-Z][A-Za-z]*Error)$/,
  keras: /^(input|model|sequential|GradientTape|SeedGenerator)$/,
};

test('FEATURES.md lists what the dialects have; npm run features writes it anew', async () => {
  await expect(currentDocument()).toMatchFileSnapshot(fileURLToPath(FEATURES));
});

describe.each(['torch', 'keras'] as const)('the names of %s', (dialect) => {
  const real = frameworkNames(dialect);

  test.each(dialects[dialect].filter(({ name }) => real.has(name)))('$name are the framework’s', ({ name, names }) => {
    const unknown = names.filter((own) => !real.get(name)?.has(comparable(own)) && !ownNames[dialect].test(own));
    expect(unknown).toEqual([]);
  });
});
