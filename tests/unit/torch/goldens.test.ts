import { beforeAll, describe, test } from 'vitest';
import { isCallCase, runCallCase } from '../support/golden-calls.ts';
import { readCases } from '../support/golden-cases.ts';
import { isProgramCase, runProgramCase } from '../support/golden-programs.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const areas = [
  'creation',
  'keywords',
  'pointwise',
  'reductions',
  'shapes',
  'indexing',
  'views',
  'in_place',
  'linear_algebra',
  'autograd',
  'functional',
  'modules',
  'layers',
  'module_trees',
  'losses',
  'loss_graphs',
  'optimizers',
  'init',
  'errors',
  'data',
  'transforms',
  'calls_by_name',
] as const;

describe.each(areas)('%s as PyTorch', (area) => {
  test.each(readCases('torch', area).map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    if (isProgramCase(golden)) await runProgramCase(golden);
    else if (isCallCase(golden)) await runCallCase(golden);
    else throw new Error('There is no way to run this case.');
  });
});
