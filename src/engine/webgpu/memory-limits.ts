import { DeviceMemoryError } from '../errors.ts';

/**
 * How much a device can have in one buffer, and in one binding of a kernel.
 *
 * WebGPU makes a buffer beyond them all the same, an invalid one, and reports it later: until then, every result that
 * comes of it is wrong.
 */
export class MemoryLimits {
  readonly #buffer: number;
  readonly #binding: number;

  constructor({ maxBufferSize, maxStorageBufferBindingSize }: GPUSupportedLimits) {
    this.#buffer = maxBufferSize;
    this.#binding = maxStorageBufferBindingSize;
  }

  /** @throws {DeviceMemoryError} when a buffer cannot have so many bytes. */
  requireBuffer(sizeInBytes: number): void {
    if (sizeInBytes > this.#buffer) throw tooLarge(sizeInBytes, this.#buffer);
  }

  /** @throws {DeviceMemoryError} when a kernel cannot read so much at once. */
  requireBinding(resource: GPUBindingResource): void {
    const sizeInBytes = boundBytes(resource);
    if (sizeInBytes > this.#binding) throw tooLarge(sizeInBytes, this.#binding);
  }
}

function boundBytes(resource: GPUBindingResource): number {
  if (resource instanceof GPUBuffer) return resource.size;
  if (!('buffer' in resource)) return 0;
  const { buffer, offset = 0, size = buffer.size - offset } = resource;
  return size;
}

function tooLarge(sizeInBytes: number, most: number): DeviceMemoryError {
  const [asked, possible] = [sizeInBytes, most].map((bytes) => Math.ceil(bytes / 2 ** 20).toLocaleString('en'));
  return new DeviceMemoryError(
    `A tensor of this run takes ${asked} MiB, and this GPU works with at most ${possible} MiB in one piece.`,
  );
}
