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
  const ranked = [...namesakes.keys()]
    .filter((known) => !known.includes('.'))
    .map((known) => ({ known, distance: editDistance(wanted, known) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.known : null;
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

/** Least number of letters to insert, leave out or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(a).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
