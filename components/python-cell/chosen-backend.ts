import type { BackendChoice } from '../experiment/backends.ts';
import { readUrlChoices } from '../experiment/url-choices.ts';

/** Where a browser cannot halt WebAssembly, Python cannot wait for a GPU: then WASM computes. */
export function chosenBackend(): BackendChoice {
  return 'Suspending' in WebAssembly ? (readUrlChoices(location.search).backend ?? 'auto') : 'wasm';
}
