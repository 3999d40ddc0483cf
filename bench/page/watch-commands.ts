/** Counts what any library of this page asks of WebGPU. Import it before a device is made. */
import type { CommandCounts } from '../training.ts';

const counts = { dispatches: 0, passes: 0, submits: 0, buffers: 0, bindGroups: 0, bytesWritten: 0, reads: 0 };
const refusedCommands: string[] = [];

/** The commands so far. */
export function commandCounts(): CommandCounts {
  return { ...counts };
}

/** The browser's words about wrong commands, which are silent by themselves and compute wrong numbers. */
export function firstRefusedCommand(): string | undefined {
  return refusedCommands[0];
}

type ArgumentsOf<Prototype, Name extends keyof Prototype> = Prototype[Name] extends (...values: infer Values) => unknown
  ? Values
  : never;

/** Calls `note` before each call of a method. */
function before<Prototype extends object, Name extends keyof Prototype>(
  prototype: Prototype,
  name: Name,
  note: (...values: ArgumentsOf<Prototype, Name>) => unknown,
): void {
  const original: unknown = prototype[name];
  if (typeof original !== 'function') return;
  const value = function (this: unknown, ...values: ArgumentsOf<Prototype, Name>): unknown {
    note(...values);
    return Reflect.apply(original, this, values);
  };
  Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
}

function bytesOf(data: GPUAllowSharedBufferSource, offset = 0, size?: number): number {
  // Of typed arrays, offset and size count elements.
  const unit = ArrayBuffer.isView(data) && 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  return size === undefined ? data.byteLength - offset * unit : size * unit;
}

function watch(): void {
  before(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  before(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
  before(GPUCommandEncoder.prototype, 'beginComputePass', () => counts.passes++);
  before(GPUQueue.prototype, 'submit', () => counts.submits++);
  before(GPUQueue.prototype, 'writeBuffer', (_buffer, _offset, data, dataOffset, size) => {
    counts.bytesWritten += bytesOf(data, dataOffset, size);
  });
  before(GPUDevice.prototype, 'createBuffer', ({ mappedAtCreation, size }) => {
    counts.buffers++;
    if (mappedAtCreation) counts.bytesWritten += size;
  });
  before(GPUDevice.prototype, 'createBindGroup', () => counts.bindGroups++);
  before(GPUBuffer.prototype, 'mapAsync', (mode) => {
    if (mode === GPUMapMode.READ) counts.reads++;
  });
}

if ('gpu' in navigator) watch();
