import { RuntimeError } from '../errors.ts';
import { fromDevice } from '../operations/elementwise.ts';
import { formatShape, sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fieldOf, typeOf } from './member-names.ts';
import type { Module } from './module.ts';

/** Parameters and persistent buffers by their paths, such as `conv1.weight`. */
export type StateDict = Readonly<Record<string, Tensor>>;

/** What a loaded state dict did not have, and what it had besides. It can be taken apart as a list of these two. */
export class IncompatibleKeys {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];

  constructor(missingKeys: readonly string[], unexpectedKeys: readonly string[]) {
    this.missingKeys = missingKeys;
    this.unexpectedKeys = unexpectedKeys;
  }

  *[Symbol.iterator](): Iterator<readonly string[]> {
    yield this.missingKeys;
    yield this.unexpectedKeys;
  }

  toString(): string {
    const { missingKeys, unexpectedKeys } = this;
    if (missingKeys.length + unexpectedKeys.length === 0) return '<All keys matched successfully>';
    return `_IncompatibleKeys(missing_keys=${listOf(missingKeys)}, unexpected_keys=${listOf(unexpectedKeys)})`;
  }
}

function listOf(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

/** PyTorch does not miss the counts of batch normalization, which its first files do not have. */
const COUNT_OF_BATCHES = /(^|\.)num_batches_tracked$/;

/**
 * Copies the values of `state` into the module.
 *
 * @throws {RuntimeError} when it does not fit.
 * @throws {TypeError} when it is no record.
 */
export function loadState(module: Module, state: StateDict, strict: boolean): IncompatibleKeys {
  if (Object.getPrototypeOf(state) !== Object.prototype) {
    throw new TypeError(`Expected state_dict to be dict-like, got ${typeOf(state)}. Give it what stateDict() returns.`);
  }
  const own = module.stateDict();
  const given = withNamesOf(own, state);
  const missingKeys = Object.keys(own).filter((name) => !Object.hasOwn(given, name) && !COUNT_OF_BATCHES.test(name));
  const unexpectedKeys = Object.keys(given).filter((name) => !Object.hasOwn(own, name));
  const mismatches = Object.entries(own).flatMap(([name, target]) => {
    const source = given[name];
    if (!source) return [];
    if (!sameShape(source.shape, target.shape)) return mismatch(name, source, target);
    target.write(sameType(source, target));
    return [];
  });
  const problems = [
    ...(strict ? [listed('Missing', missingKeys), listed('Unexpected', unexpectedKeys)].flat() : []),
    ...mismatches,
  ];
  if (problems.length > 0) {
    throw new RuntimeError(
      `Error(s) in loading state_dict for ${module.getName()}:\n\t${problems.join('\n\t')}` +
        (strict ? '\nPass { strict: false } to load what fits by name.' : ''),
    );
  }
  return new IncompatibleKeys(missingKeys, unexpectedKeys);
}

/** The state with buffers under their names, where it has them under those of their fields. */
function withNamesOf(own: StateDict, state: StateDict): StateDict {
  const names = new Map(Object.keys(own).map((name) => [fieldOf(name), name]));
  return Object.fromEntries(
    Object.entries(state).map(([name, tensor]) => [
      Object.hasOwn(own, name) ? name : (names.get(name) ?? name),
      tensor,
    ]),
  );
}

function mismatch(name: string, source: Tensor, target: Tensor): string {
  return (
    `size mismatch for ${name}: copying a param with shape torch.Size(${formatShape(source.shape)}) from checkpoint, ` +
    `the shape in current model is torch.Size(${formatShape(target.shape)}).`
  );
}

function listed(kind: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${kind} key(s) in state_dict: ${names.map((name) => `"${name}"`).join(', ')}. `];
}

function sameType(source: Tensor, target: Tensor): Tensor {
  return source.dtype !== target.dtype && target.dtype === 'float32'
    ? fromDevice(() => source.floatsIn(source.order), source.order)
    : source;
}
