/** What reads files of weights; loaded when the reader first chooses one. */
import { describeDataset } from '../../../src/datasets/describe.ts';
import { NetworkError } from '../../../src/network/shapes.ts';
import type { InitialWeights, TrainingSettings } from '../../../src/training/protocol.ts';
import { trainingSettingsSchema } from '../../../src/training/schemas.ts';
import { fitWeights } from '../../../src/weights/fit-weights.ts';
import { readWeights } from '../../../src/weights/read-weights.ts';
import { WeightsError } from '../../../src/weights/weights-error.ts';

/** More than any network that a browser trains. */
const MOST_BYTES = 512 * 2 ** 20;

/** What stands against weights: a fact and a fix. */
export interface WeightsProblem {
  readonly fact: string;
  readonly fix: string;
}

/** A file of weights that was read. */
export interface WeightsFile {
  readonly name: string;
  /** "6 tensors, 54,314 parameters" */
  readonly contents: string;
  /** Its weights for the network of some settings, or why they do not fit. */
  readonly fit: (settings: TrainingSettings) => InitialWeights | WeightsProblem;
  /** The settings with the network, scaling and data set of the file; null where it does not tell, or they have these. */
  readonly restore: (settings: TrainingSettings) => TrainingSettings | null;
}

/** Reads what the reader has chosen. */
export async function readFiles(files: readonly File[]): Promise<WeightsFile | WeightsProblem> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) {
    const [size, most] = [bytes, MOST_BYTES].map((each) => `${Math.ceil(each / 2 ** 20).toLocaleString('en')} MB`);
    return { fact: `${size} are more than the ${most} that are read.`, fix: 'Choose weights of a smaller network.' };
  }
  try {
    return await read(files);
  } catch (error) {
    if (error instanceof WeightsError) return { fact: error.message, fix: error.fix };
    if (error instanceof DOMException) {
      return { fact: `The file cannot be read: ${error.message}`, fix: 'Choose it again.' };
    }
    throw error;
  }
}

async function read(files: readonly File[]): Promise<WeightsFile> {
  const chosen = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  const weights = readWeights(chosen);
  const parameters = weights.tensors.reduce((sum, { values }) => sum + values.length, 0);
  const tensors = weights.tensors.length === 1 ? '1 tensor' : `${weights.tensors.length} tensors`;
  const saved = savedNetwork(weights.metadata.duet);
  return {
    name: (files.find(({ name }) => name.endsWith('.json')) ?? files[0])?.name ?? '',
    contents: `${tensors}, ${parameters.toLocaleString('en')} parameters`,
    fit: ({ dataset, layers }) => {
      const { height, width, channels } = describeDataset(dataset);
      try {
        return fitWeights(weights, { layers, imageShape: [height, width, channels] });
      } catch (error) {
        if (error instanceof WeightsError || error instanceof NetworkError)
          return { fact: error.message, fix: error.fix };
        throw error;
      }
    },
    restore: (settings) => {
      if (saved === null) return null;
      const [given, restored] = [settings, { ...settings, ...saved }].map(
        (each) => trainingSettingsSchema.safeParse(each).data,
      );
      return restored && JSON.stringify(restored) !== JSON.stringify(given) ? restored : null;
    },
  };
}

/** What our own files tell of their network. It is checked with the settings into which it goes. */
function savedNetwork(text: string | undefined): object | null {
  if (text === undefined) return null;
  try {
    const { layers, scaling, dataset } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return { layers, scaling, ...(dataset !== undefined && { dataset }) };
  } catch {
    return null;
  }
}
