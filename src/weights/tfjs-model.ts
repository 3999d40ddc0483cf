/**
 * A Keras Sequential as TensorFlow.js saves it: a JSON of its layers and the names and shapes of its weights, and their
 * numbers in files beside it.
 *
 * @source https://www.tensorflow.org/js/guide/save_load
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { layerNames } from '../network/layer-names.ts';
import { countNumbers, type NamedTensor } from './named-tensor.ts';
import type { WeightedNetwork } from './network-tensors.ts';
import { tfjsLayer } from './tfjs-layer.ts';
import { WeightsError } from './weights-error.ts';

/** What a model has. */
export interface TfjsModel {
  /** In the order of the layers. */
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file beside the model's JSON. */
export interface NumbersFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const natural = z.int().check(z.minimum(0));
const modelSchema = z.object({
  format: z.optional(z.string()),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(z.string()),
        weights: z.array(
          z.object({
            name: z.string(),
            shape: z.array(natural),
            dtype: z.string(),
            quantization: z.optional(z.unknown()),
          }),
        ),
      }),
    )
    .check(z.minLength(1)),
  userDefinedMetadata: z.optional(z.record(z.string(), z.unknown())),
});
type Manifest = z.infer<typeof modelSchema>['weightsManifest'];

/**
 * The two files of a network.
 *
 * @param tensors layer by layer, in Keras's arrangement, by names such as conv1.kernel.
 * @param numbersName of the file with the numbers, as the JSON calls it.
 */
export function writeTfjsModel(
  { tensors, metadata }: TfjsModel,
  { layers, imageShape }: WeightedNetwork,
  numbersName: string,
): { readonly model: string; readonly numbers: Uint8Array<ArrayBuffer> } {
  const numbers = joined(
    tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
  const names = layerNames(layers);
  const model = {
    format: 'layers-model',
    generatedBy: 'Duet',
    convertedBy: null,
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'sequential',
        layers: [
          {
            class_name: 'InputLayer',
            config: { name: 'images', batch_input_shape: [null, ...imageShape], dtype: 'float32', sparse: false },
          },
          ...layers.map((layer, index) => tfjsLayer(layer, names[index] ?? `${layer.type}_${index}`)),
        ],
      },
      keras_version: '2.15.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      {
        paths: [numbersName],
        weights: tensors.map(({ name, shape }) => ({ name: name.replace('.', '/'), shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: { ...metadata, [CHECKSUM]: bytesToHex(sha256(numbers)) },
  };
  return { model: `${JSON.stringify(model, null, 1)}\n`, numbers };
}

/** In our own files: tells the numbers of this model from those of another with the same layers. */
const CHECKSUM = 'sha256';

/**
 * Reads a model and the files of its numbers.
 *
 * @throws {WeightsError} when one is missing, they do not belong together, or the numbers are no float32.
 */
export function readTfjsModel(model: string, files: readonly NumbersFile[]): TfjsModel {
  const { manifest, metadata } = readModel(model);
  const paths = manifest.flatMap((group) => group.paths);
  if (files.length === 0) {
    throw new WeightsError(
      `The numbers of this model are in ${listed(paths)}, which was not chosen.`,
      `Choose the .json file and ${listed(paths)} together.`,
    );
  }
  const numbers = joined(numbersInOrder(paths, files));
  const needs = manifest.flatMap(({ weights }) => weights).reduce((sum, { shape }) => sum + 4 * countNumbers(shape), 0);
  const { [CHECKSUM]: checksum, ...rest } = metadata;
  if (needs !== numbers.length || (checksum !== undefined && checksum !== bytesToHex(sha256(numbers)))) {
    const fact =
      needs === numbers.length
        ? 'its numbers are those of another run'
        : `the model needs ${needs.toLocaleString('en')} bytes of numbers, there are ${numbers.length.toLocaleString('en')}`;
    throw new WeightsError(
      `The files do not belong together: ${fact}.`,
      'Choose the files that were saved with each other.',
    );
  }
  let position = 0;
  const tensors = manifest.flatMap(({ weights }) =>
    weights.map(({ name, shape }) => {
      const begin = position;
      position += 4 * countNumbers(shape);
      return { name, shape, values: new Float32Array(numbers.slice(begin, position).buffer) };
    }),
  );
  return { tensors, metadata: rest };
}

function readModel(text: string): { readonly manifest: Manifest; readonly metadata: Record<string, string> } {
  let candidate: unknown;
  try {
    candidate = JSON.parse(text);
  } catch {
    throw new WeightsError('The .json file is no JSON.', 'The file is damaged: save it again.');
  }
  const parsed = modelSchema.safeParse(candidate);
  if (!parsed.success) {
    throw new WeightsError(
      'The .json file is no model of TensorFlow.js: it has no weightsManifest.',
      'Choose the model.json that model.save of TensorFlow.js has written.',
    );
  }
  const { format = 'layers-model', weightsManifest: manifest, userDefinedMetadata = {} } = parsed.data;
  if (format !== 'layers-model') {
    throw new WeightsError(`The .json file is a ${format}, which has no layers.`, 'Choose a layers-model.');
  }
  for (const { name, dtype, quantization } of manifest.flatMap(({ weights }) => weights)) {
    if (dtype === 'float32' && quantization === undefined) continue;
    const type = quantization === undefined ? dtype : `quantized ${dtype}`;
    throw new WeightsError(
      `${name} has numbers of type ${type}; float32 is read.`,
      'Save the model without quantization.',
    );
  }
  const metadata = Object.entries(userDefinedMetadata).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { manifest, metadata: Object.fromEntries(metadata) };
}

/** By their names; one file alone may have another name, as browsers give to a file that is saved twice. */
function numbersInOrder(paths: readonly string[], files: readonly NumbersFile[]): Uint8Array[] {
  const [only] = files;
  if (only && files.length === 1 && paths.length === 1) return [only.bytes];
  return paths.map((path) => {
    const file = files.find(({ name }) => name === path.split('/').at(-1));
    if (file) return file.bytes;
    throw new WeightsError(
      `The file ${path} of this model was not chosen.`,
      `Choose the .json file and ${listed(paths)} together.`,
    );
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    all.set(part, position);
    position += part.length;
  }
  return all;
}

function listed(paths: readonly string[]): string {
  return paths.length > 3 ? `its ${paths.length} .bin files` : paths.join(', ');
}
