import type { DialectName } from '../training/protocol.ts';
import type { NamedTensor } from './named-tensor.ts';
import {
  dialectOfNaming,
  networkTensors,
  type NamingName,
  type TensorDescription,
  type WeightedNetwork,
} from './network-tensors.ts';
import { WeightsError } from './weights-error.ts';

/** Weights as they were read. */
export interface ReadWeights {
  readonly tensors: readonly NamedTensor[];
  /** Whether the tensors are in the order of the layers, so that their names do not matter. */
  readonly isOrdered: boolean;
}

/** Weights that a network can take. */
export interface FittingWeights {
  /** Whose arrangement the numbers have. */
  readonly dialect: DialectName;
  /** Layer by layer, with the names of an nn.Sequential, or of our Keras program. */
  readonly tensors: readonly NamedTensor[];
}

const namings: readonly NamingName[] = ['torchProgram', 'torchSequential', 'kerasProgram', 'kerasModel'];
/** More would fill the page. */
const MOST_NAMED = 3;

/**
 * The weights in the order and with the names of a network.
 *
 * @throws {WeightsError} that tells the first tensors that do not fit, with both shapes.
 * @throws {NetworkError} when the layers of the network do not fit each other.
 */
export function fitWeights(read: ReadWeights, network: WeightedNetwork): FittingWeights {
  const { naming, tensors } = named(read, network);
  const dialect = dialectOfNaming[naming];
  const expected = networkTensors(network, naming);
  const left = new Map(tensors.map((tensor) => [tensor.key, tensor]));
  const problems: string[] = [];
  const found = expected.flatMap((wanted) => {
    const tensor = left.get(wanted.name);
    left.delete(wanted.name);
    if (!tensor) problems.push(`it has no ${describe(wanted)}`);
    else if (!isSameShape(tensor.shape, wanted.shape)) {
      problems.push(`${describe(tensor)} is [${wanted.shape.join(', ')}] in this network`);
    } else return [tensor];
    return [];
  });
  problems.push(...[...left.values()].map((tensor) => `this network has no ${describe(tensor)}`));
  if (problems.length > 0) throw notFitting(problems);
  const names = networkTensors(network, dialect === 'torch' ? 'torchSequential' : 'kerasProgram');
  return {
    dialect,
    tensors: found.map(({ shape, values }, index) => ({ name: names[index]?.name ?? '', shape, values })),
  };
}

/** A tensor with the name under which it is looked for. */
interface KeyedTensor extends NamedTensor {
  readonly key: string;
}

/** The naming that most of the tensors have, of two that have as many the one before. */
function named(
  { tensors, isOrdered }: ReadWeights,
  network: WeightedNetwork,
): { readonly naming: NamingName; readonly tensors: readonly KeyedTensor[] } {
  if (isOrdered) {
    const expected = networkTensors(network, 'kerasProgram');
    return {
      naming: 'kerasProgram',
      tensors: tensors.map((tensor, index) => ({ ...tensor, key: expected[index]?.name ?? tensor.name })),
    };
  }
  // Keras writes conv2d/kernel, and once wrote conv2d/kernel:0.
  const keyed = tensors.map((tensor) => ({ ...tensor, key: tensor.name.replaceAll('/', '.').replace(/:0$/, '') }));
  const counted = namings.map((naming) => {
    const names = new Set(networkTensors(network, naming).map(({ name }) => name));
    return { naming, count: keyed.filter(({ key }) => names.has(key)).length };
  });
  const best = counted.reduce((most, each) => (each.count > most.count ? each : most));
  return { naming: best.naming, tensors: keyed };
}

function isSameShape(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((size, axis) => size === other[axis]);
}

function describe({ name, shape }: TensorDescription): string {
  return `${name} [${shape.join(', ')}]`;
}

function notFitting(problems: readonly string[]): WeightsError {
  const more = problems.length - MOST_NAMED;
  const list = [...problems.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return new WeightsError(
    `The file does not fit the layers below: ${list}.`,
    'Choose a file of this network, or set the layers as they were when it was saved.',
  );
}
