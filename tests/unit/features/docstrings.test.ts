/** Whoever wonders what a function of a dialect computes finds in its docstring the page of the framework that says it. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { namesOf } from '../../../scripts/features/names.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';

/** A docstring, if there is one, and the declaration that it belongs to. An alias is `export const a = b;`. */
const DECLARATION =
  /(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export (?:abstract )?(?:async )?(?:function\*?|class|const) (\w+)(?! = \w+;)/g;

/** Errors and arithmetic are Python's, types are texts, and the functions that make layers are those of tfjs. */
const ELSEWHERE = /\/(errors|python-arithmetic|dtype|factories|index)\.ts$/;

/** What FEATURES.md tells as names of Duet's own. */
const OWN = ['scope', 'CHANNELS_LAST', 'getPrintoptions'];

test.each([
  ['torch', torch],
  ['keras', keras],
] as const)('the functions and classes of %s name their source', (folder, dialect) => {
  const isPublic = new Set(namesOf(dialect, folder).flatMap(({ names }) => names));
  const files = globSync(`src/${folder}/**/*.ts`).filter((file) => !ELSEWHERE.test(file));
  const documented = new Set<string>();
  const found = new Set<string>();
  for (const file of files) {
    for (const [, docstring = '', name = ''] of readFileSync(file, 'utf8').matchAll(DECLARATION)) {
      if (!isPublic.has(name)) continue;
      found.add(name);
      if (docstring.includes('@source ')) documented.add(name);
    }
  }
  expect(found.size).toBeGreaterThan(200);
  expect([...found].filter((name) => !documented.has(name) && !OWN.includes(name))).toEqual([]);
});
