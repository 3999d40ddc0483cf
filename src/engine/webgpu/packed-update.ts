import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import { optimizerInputs } from '../optimizer-inputs.ts';
import { isVirtual, type Part, type Resource, type VirtualBuffer } from './lowered-graph.ts';
import { OptimizerUpdateProgram } from './optimizer-update-program.ts';
import { packingOf, type Packing } from './packed-tensors.ts';
import type { TrainingBackend } from './training-backend.ts';

/**
 * Lowers the kernel OptimizerUpdate to one dispatch for all parameters, where these lie packed in one buffer, their
 * states likewise, and their gradients can be packed in the same way.
 *
 * @param resourceOf where the values of a tensor are.
 * @returns where the gradients have to lie, or null where it did nothing.
 */
export function updatePacked(
  backend: TrainingBackend,
  inputs: NamedTensorInfoMap,
  attributes: NamedAttrMap,
  resourceOf: (tensor: TensorInfo) => Resource,
): ReadonlyMap<VirtualBuffer, Part> | null {
  const { rule, parameters, hyperparameters } = optimizerInputs(inputs, attributes);
  const sizes = parameters.map(({ parameter }) => util.sizeFromShape(parameter.shape) * 4);
  const packing = packingOf(backend, sizes);
  const states =
    parameters[0]?.states.map((_, number) => parameters.flatMap((each) => each.states[number] ?? [])) ?? [];
  const packed = [parameters.map(({ parameter }) => parameter), ...states].flatMap(
    (tensors) => packedBuffer(tensors.map(resourceOf), packing) ?? [],
  );
  const gradients = parameters.map(({ gradient }) => resourceOf(gradient)).filter(isVirtual);
  const arePackable = new Set(gradients).size === parameters.length && packed.length === 1 + states.length;
  if (!arePackable || gradients.some(({ sizeInBytes }, index) => sizeInBytes !== sizes[index])) return null;
  const length = packing.sizeInBytes / 4;
  const whole = backend.makeTensorInfo([length], 'float32');
  backend.uploadToGPU(whole.dataId);
  const [parameter, ...packedStates] = packed.map((buffer) => tensorIn(backend, buffer, length));
  const program = new OptimizerUpdateProgram(rule, length);
  backend.runWebGPUProgram(program, [whole, ...packedStates, hyperparameters], 'float32', [], parameter);
  const place = resourceOf(whole);
  for (const { dataId } of [whole, ...packedStates]) backend.disposeData(dataId);
  if (parameter) backend.disposeData(parameter.dataId);
  return partsOf(gradients, place, packing);
}

/** The buffer that resources fill as the packing says, or null. */
function packedBuffer(resources: readonly Resource[], { offsets, sizeInBytes }: Packing): GPUBuffer | null {
  const [first] = resources;
  if (!first || isVirtual(first) || first.buffer.size !== sizeInBytes) return null;
  const { buffer } = first;
  const arePacked = resources.every(
    (resource, index) =>
      !isVirtual(resource) && resource.buffer === buffer && (resource.offset ?? 0) === offsets[index],
  );
  return arePacked ? buffer : null;
}

function tensorIn(backend: TrainingBackend, buffer: GPUBuffer, length: number): TensorInfo {
  const tensor = backend.makeTensorInfo([length], 'float32');
  backend.lendPlace(tensor.dataId, { buffer });
  return tensor;
}

function partsOf(
  buffers: readonly VirtualBuffer[],
  whole: Resource,
  { offsets }: Packing,
): ReadonlyMap<VirtualBuffer, Part> | null {
  if (!isVirtual(whole)) return null;
  return new Map(buffers.map((buffer, index) => [buffer, { whole, offsetInBytes: offsets[index] ?? 0 }]));
}
