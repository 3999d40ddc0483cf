import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { DeviceMemoryError } from '../errors.ts';

/** Emscripten grows its memory by a signed number of 32 bits: what is larger would shrink it. */
const MOST_BYTES = 2 ** 31 - 1;

const refusing = new WeakSet<BackendWasm>();

/**
 * Makes a full memory an error. WebAssembly answers with address 0, where tfjs would put the tensor all the same, over what
 * is there, and more than 2 GiB in one piece with some address that is not free. Doing so twice changes nothing.
 */
export function refuseFullMemory(backend: BackendWasm): void {
  if (refusing.has(backend)) return;
  refusing.add(backend);
  const { wasm } = backend;
  if (!allocates(wasm)) throw new Error('The WASM module of tfjs has no allocator.');
  // Its first call puts another function in its place.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = bytes > MOST_BYTES ? 0 : allocate(bytes);
    if (address === 0) throw new DeviceMemoryError(fact(bytes), 'Use a smaller batch, fewer units or fewer filters.');
    return address;
  };
}

/** What Emscripten adds to its modules, and tfjs does not type. */
interface Allocator {
  _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
}

function allocates(wasm: object): wasm is Allocator {
  return '_malloc' in wasm && '_free' in wasm;
}

function fact(bytes: number): string {
  return `WebAssembly has no memory left for a tensor of ${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB.`;
}
