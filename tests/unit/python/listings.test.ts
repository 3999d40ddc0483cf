import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { listingCells } from '../../../components/listing/cells.ts';
import type { PythonInterpreter } from '../../../src/python/interpreter.ts';
import { outputOf, root, startPython } from '../support/python.ts';

/** What the judge writes for a cell whose output is another with every reader, or with whole data sets. */
const NOT_RECORDED = '…';
/** What a cell that needs more than there is in the browser raises, by its name. */
const notHere: Readonly<Record<string, string>> = { litert: "module 'tensorflow' has no attribute 'lite'" };
const lessons = join(root, 'content/lessons');
const listings = globSync('*/listings/*.py', { cwd: lessons }).toSorted();
let python: PythonInterpreter;

beforeAll(async () => {
  python = await startPython();
}, 120_000);

test.each(listings)('%s prints what the real framework prints', async (file) => {
  const outputs = recordedOutputs(file);
  for (const { name, code } of listingCells(readFileSync(join(lessons, file), 'utf8'))) {
    const expected = outputs === null ? NOT_RECORDED : (outputs.get(name) ?? '');
    // It trains on all of a data set, and so do those after it.
    if (outputs && expected === NOT_RECORDED) break;
    const { text, error } = await outputOf(python, code, file);
    if (name in notHere) {
      expect(error?.message).toBe(notHere[name]);
      break;
    }
    if (!name.endsWith(' (raises)')) expect(error?.traceback ?? '').toBe('');
    if (expected === NOT_RECORDED) continue;
    const raised = error ? `${error.kind}: ${error.message}` : '';
    expect([text.trim(), raised].filter((part) => part !== '').join('\n')).toBe(withSizesHere(expected));
  }
});

/** The site carries 10,000 of the 50,000 images of CIFAR-10 to train on. */
function withSizesHere(output: string): string {
  return output.replaceAll('(50000, ', '(10000, ');
}

/** By the name of the cell that prints it; null for a listing whose output the judge does not record. */
function recordedOutputs(file: string): Map<string, string> | null {
  const recorded = join(lessons, file.replace(/(\w+)\.py$/, 'outputs/$1.txt'));
  if (!existsSync(recorded)) return null;
  const cells = listingCells(readFileSync(recorded, 'utf8'));
  return new Map(cells.map(({ name, code }) => [name, code.trim()]));
}
