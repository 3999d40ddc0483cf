import { startWasmInNode } from '../../src/engine/wasm/start-in-node.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Computes what a still shows, by the dialects on the WASM backend, while the site is built. One after the other: the parts
 * of a page are rendered side by side, and the dialects have one tape and one generator of random numbers.
 */
export async function computeAtBuild<Result>(compute: () => Result | Promise<Result>): Promise<Result> {
  const before = last;
  const result = (async () => {
    await before.catch(() => undefined);
    await startWasmInNode();
    return await compute();
  })();
  last = result;
  return await result;
}
