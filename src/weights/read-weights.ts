import type { ReadWeights } from './fit-weights.ts';
import { readSafetensors } from './safetensors.ts';
import { readTfjsModel } from './tfjs-model.ts';
import { WeightsError } from './weights-error.ts';

/** A file that the reader has chosen. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What chosen files have. */
export interface WeightsFile extends ReadWeights {
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads a safetensors file, or the files of a TensorFlow.js model.
 *
 * @throws {WeightsError} for every file that is neither, is damaged, or has a weight that is no finite number.
 */
export function readWeights(files: readonly ChosenFile[]): WeightsFile {
  const empty = files.find(({ bytes }) => bytes.length === 0);
  if (empty) throw new WeightsError(`${empty.name} is empty.`, 'Choose another file.');
  const weights = readFormat(files);
  if (weights.tensors.length === 0) throw new WeightsError('The file has no tensors.', 'Choose another file.');
  for (const { name, values } of weights.tensors) {
    const index = values.findIndex((value) => !Number.isFinite(value));
    if (index < 0) continue;
    throw new WeightsError(
      `${name} has ${values[index]} among its numbers: what the network computes would be no number either.`,
      'Choose a file from before its training diverged.',
    );
  }
  return weights;
}

function readFormat(files: readonly ChosenFile[]): WeightsFile {
  const model = files.find(({ name }) => name.endsWith('.json'));
  if (model) {
    const numbers = files.filter((file) => file !== model);
    return { ...readTfjsModel(new TextDecoder().decode(model.bytes), numbers), isOrdered: true };
  }
  const [file, ...others] = files;
  if (!file) throw new WeightsError('No file was chosen.', 'Choose one.');
  if (others.length > 0) {
    throw new WeightsError(
      `${files.length} files without a .json file are no model.`,
      'Choose one .safetensors file, or a model.json with its .bin files.',
    );
  }
  requireNoOtherFormat(file);
  return { ...readSafetensors(file.bytes), isOrdered: false };
}

/** Formats that readers may have at hand, told by their names or first bytes. */
function requireNoOtherFormat({ name, bytes }: ChosenFile): void {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  if (name.endsWith('.bin')) {
    throw new WeightsError(
      `${name} are numbers without the model.json that names them.`,
      'Choose both files together.',
    );
  }
  if (begins(0x50, 0x4b, 0x03, 0x04)) {
    throw new WeightsError(
      `${name} is an archive, as torch.save and model.save of Keras write them.`,
      'Save the weights as safetensors: safetensors.torch.save_file(model.state_dict(), "weights.safetensors").',
    );
  }
  if (begins(0x89, 0x48, 0x44, 0x46)) {
    throw new WeightsError(`${name} is an HDF5 file.`, 'Save the weights as safetensors.');
  }
}
