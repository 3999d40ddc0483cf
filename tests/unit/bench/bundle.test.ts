import { expect, it } from 'vitest';
import { bundlePageScript } from '../../../bench/bundle.ts';

/** All JavaScript that a page gets for a script. */
async function codeOf(script: string): Promise<string> {
  const files = await bundlePageScript(script, script);
  return [...files.values()].flatMap(({ contentType, body }) => (contentType === 'text/javascript' ? body : [])).join();
}

it('hands stock tfjs no kernel of ours', async () => {
  const [ours, stock] = await Promise.all([codeOf('duet'), codeOf('stock-tfjs')]);
  const has = (code: string) => ['class WebGPUBackend', 'function replaceKernel'].map((part) => code.includes(part));
  expect(has(ours)).toEqual([true, true]);
  expect(has(stock)).toEqual([true, false]);
});
