import { similarName } from '../similar-name.ts';
import { catalogue, type OperationName } from './catalogue.ts';

/** Operations by every name under which somebody may call them: this language's first, then those of the frameworks. */
const namesakes = collectNames();

/** Operations that a name may mean: of `tf.transpose`, the one that reverses all axes and the one that takes an order. */
export function operationsCalled(name: string): readonly OperationName[] {
  return namesakes.get(name) ?? [];
}

/** The known name that is most like this one, or null where none is alike. */
export function similarOperation(name: string): string | null {
  const wanted = name.split('.').at(-1) ?? name;
  return similarName(
    wanted,
    [...namesakes.keys()].filter((known) => !known.includes('.')),
  );
}

function collectNames(): ReadonlyMap<string, readonly OperationName[]> {
  const names = new Map<string, OperationName[]>();
  const add = (key: string, name: OperationName) => {
    const known = names.get(key) ?? [];
    if (!known.includes(name)) names.set(key, [...known, name]);
  };
  const all = Object.keys(catalogue).filter((name): name is OperationName => name in catalogue);
  for (const name of all) add(name, name);
  for (const name of all) {
    for (const code of [catalogue[name].torch, catalogue[name].tensorflow]) {
      // `torch.sum(`, or `.view(` and `.T` behind the tensor.
      const path = /^(?:\{\w+\}\.)?([\w.]+)/.exec(code)?.[1] ?? '';
      add(path, name);
      add(path.split('.').at(-1) ?? path, name);
    }
  }
  return names;
}
