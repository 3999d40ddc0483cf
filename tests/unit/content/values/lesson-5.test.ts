import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { values } from '../../../../content/lessons/05-head-to-head/values.ts';

const listings = 'content/lessons/05-head-to-head/listings/outputs';

/** What a cell printed under the real framework. */
function printed(file: string, cell: string): string[] {
  const text = readFileSync(`${listings}/${file}.txt`, 'utf8').split(/^# %% /m);
  return (
    text
      .find((part) => part.startsWith(`${cell}\n`))
      ?.trim()
      .split('\n')
      .slice(1) ?? []
  );
}

test.each(['torch_fnn', 'keras_fnn'])('the logits are those that %s prints', (file) => {
  const logits = JSON.parse(printed(file, 'forward')[0] ?? '[]') as number[];
  expect(logits).toHaveLength(5);
  logits.forEach((logit, i) => expect(values.logits[i]).toBeCloseTo(logit, 3));
});

test.each(['torch_fnn', 'keras_fnn'])('the parameters are as many as %s counts', (file) => {
  expect(printed(file, 'count').at(-1)).toBe(String(values.parameterCount));
  expect(printed(file, 'short')).toEqual([String(values.parameterCount)]);
});
