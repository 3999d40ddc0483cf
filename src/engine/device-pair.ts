import { env, setBackend, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { startBackend, type ActiveBackend, type BackendName } from './backend.ts';

/** A backend that can be one of two devices: those that train, and plain JavaScript. */
export type DeviceName = BackendName | 'cpu';

/** First or second device of a pair. */
export type DeviceIndex = 0 | 1;

/** A tensor that was copied to another device, and how many bytes were read and uploaded. */
export interface DeviceCopy {
  readonly values: Tensor;
  readonly bytes: number;
}

/**
 * Two backends of tfjs in one worker, each with a memory of its own. One of them computes at a time; a tensor belongs to the
 * one that computed when it was made.
 *
 * tfjs would move a tensor by itself when a kernel of the other backend asks for it, by a synchronous read, which WebGPU
 * has no good way for. So a tensor is copied by `copy`, and nothing is moved unseen.
 */
export class DevicePair {
  readonly names: readonly [DeviceName, DeviceName];

  /** @param names of backends that were started. */
  constructor(names: readonly [DeviceName, DeviceName]) {
    this.names = names;
  }

  /** What is computed and made from here on is so on this device. */
  async use(device: DeviceIndex): Promise<void> {
    await setBackend(this.names[device]);
  }

  /** Reads a tensor from its device, makes one of the same values on the other, and goes on there. */
  async copy(original: Tensor, to: DeviceIndex): Promise<DeviceCopy> {
    const numbers = await original.data();
    await this.use(to);
    return { values: tensor(numbers, original.shape, original.dtype), bytes: numbers.byteLength };
  }
}

/** tfjs's WebGPU backend computes small tensors on the processor where their values are still there. */
const FORWARDING = 'WEBGPU_CPU_FORWARD';

/**
 * Runs `work` with the asked backend, or the best one, as first device and another as second: WASM, or plain JavaScript
 * where WASM is the first. Every kernel runs on the device that it was asked of. Afterwards the first is in use.
 *
 * @param work gets the pair, with the first device in use, and what is known of the first.
 * @throws {BackendError} when one of them cannot run here.
 */
export async function withDevicePair<Result>(
  requested: BackendName | 'auto',
  work: (pair: DevicePair, first: ActiveBackend) => Promise<Result>,
): Promise<Result> {
  const first = await startBackend(requested);
  const second = first.name === 'wasm' ? 'cpu' : 'wasm';
  if (second === 'cpu') await (await import('./cpu/backend.ts')).startCpuBackend();
  else await startBackend('wasm');
  const pair = new DevicePair([first.name, second]);
  await pair.use(0);
  const forwards = first.name === 'webgpu' && env().getBool(FORWARDING);
  if (forwards) env().set(FORWARDING, false);
  try {
    return await work(pair, first);
  } finally {
    if (forwards) env().set(FORWARDING, true);
    await pair.use(0);
  }
}
