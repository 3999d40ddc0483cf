/** Numbers that a lesson computes are not typed in its prose. Whether they are right is tested in values/. */
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { typedParameterCounts, typedValues } from './typed-numbers.ts';

const modules = import.meta.glob('/content/lessons/*/values.ts');

describe.each(globSync('content/lessons/*/index.mdx'))('%s', (lesson) => {
  const text = readFileSync(lesson, 'utf8');
  const values = modules[`/${dirname(lesson)}/values.ts`];

  test('types no count of parameters', () => {
    expect(typedParameterCounts(text)).toEqual([]);
  });

  test.runIf(values)('types no number that its values.ts computes', async () => {
    const module = await values?.();
    expect(module).toHaveProperty('values');
    expect(typedValues(text, module)).toEqual([]);
  });
});

test('a typed number is found in prose, and only there', () => {
  const mdx =
    '---\ntitle: 1,024\n---\n\nHere are 1,024.\n\n<Widget size={{ a: 1024 }} /> `1024` {1024} <Other />\n1024 2,048';
  expect(typedValues(mdx, { a: [1024] })).toEqual([
    { line: 5, text: '1,024' },
    { line: 8, text: '1024' },
  ]);
  expect(typedParameterCounts('It has\n65,600 parameters.')).toEqual([{ line: 2, text: '65,600 parameters' }]);
});
