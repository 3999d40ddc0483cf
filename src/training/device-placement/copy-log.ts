import type { Tensor } from '@tensorflow/tfjs-core';
import type { DeviceIndex, DevicePair } from '../../engine/device-pair.ts';
import type { TensorTransfer } from '../placement-protocol.ts';

/** Copies tensors between two devices, and keeps account of each. */
export class CopyLog {
  readonly #pair: DevicePair;
  #ofStep: TensorTransfer[] = [];

  constructor(pair: DevicePair) {
    this.#pair = pair;
  }

  /** What was copied since the last step began. */
  get ofStep(): readonly TensorTransfer[] {
    return this.#ofStep;
  }

  stepBegins(): void {
    this.#ofStep = [];
  }

  /** A copy on the other device, which is in use from here on. */
  async copy(original: Tensor, to: DeviceIndex, direction: TensorTransfer['direction']): Promise<Tensor> {
    const { values, bytes } = await this.#pair.copy(original, to);
    this.#ofStep.push({ direction, shape: original.shape, bytes });
    return values;
  }
}
