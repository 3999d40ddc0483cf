import { expect, it } from 'vitest';
import { bundlePageScript } from '../../../bench/bundle.ts';

/** All JavaScript that a page gets for a script. */
async function codeOf(script: string): Promise<string> {
  const files = await bundlePageScript(script, script);
  return [...files.values()].flatMap(({ contentType, body }) => (contentType === 'text/javascript' ? body : [])).join();
}

it('hands stock tfjs no kernel of ours', async () => {
  const [ours, stock] = await Promise.all([codeOf('duet'), codeOf('stock-tfjs')]);
  expect(stock).toContain('class WebGPUBackend');
  expect(ours).toContain('function replaceKernel');
  expect(stock).not.toContain('function replaceKernel');
});
