/** The lists of names in FEATURES.md, between the comments that mark them. */
import { readFileSync } from 'node:fs';
import * as keras from '../../src/keras/index.ts';
import * as torch from '../../src/torch/index.ts';
import * as torchvision from '../../src/torchvision/index.ts';
import { comparable, namesOf, type Namespace } from './names.ts';

export const FEATURES = new URL('../../FEATURES.md', import.meta.url);

/** All namespaces of both dialects; of the classes of tensors and models what the frameworks' own have, too. */
export const dialects = {
  torch: [
    ...namesOf(torch, 'torch', { torch: 'Tensor' }).map(knownMembersOf('torch.Tensor', 'torch')),
    ...namesOf(torchvision.transforms, 'torchvision.transforms'),
  ],
  keras: namesOf(keras, 'keras', { keras: 'Model' }).map(withoutFactories).map(knownMembersOf('keras.Model', 'keras')),
};

/** The public names of a framework's namespaces, as the judges found them. */
export function frameworkNames(dialect: 'torch' | 'keras'): ReadonlyMap<string, ReadonlySet<string>> {
  const file = new URL(`../../tests/fixtures/${dialect}/names.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Namespace[] };
  return new Map(cases.map(({ name, names }) => [name, new Set(names.map(comparable))]));
}

/** Leaves out what one class has for other rooms of Duet alone. */
function knownMembersOf(className: string, dialect: 'torch' | 'keras'): (namespace: Namespace) => Namespace {
  const known = frameworkNames(dialect).get(className);
  return ({ name, names }) => ({
    name,
    names: name === className ? names.filter((member) => known?.has(comparable(member))) : names,
  });
}

/** FEATURES.md with its lists of names written anew. */
export function currentDocument(): string {
  return Object.entries(dialects).reduce(
    (text, [dialect, namespaces]) => withList(text, dialect, namespaces),
    readFileSync(FEATURES, 'utf8'),
  );
}

/** Every layer of Keras has a factory of the same name that begins with a small letter; one name says both. */
function withoutFactories({ name, names }: Namespace): Namespace {
  const classes = new Set(names.filter((entry) => /^[A-Z]/.test(entry)).map((entry) => entry.toLowerCase()));
  return { name, names: names.filter((entry) => /^[A-Z]/.test(entry) || !classes.has(entry.toLowerCase())) };
}

function withList(text: string, dialect: string, namespaces: readonly Namespace[]): string {
  const [start, end] = [`<!-- names of ${dialect} -->`, `<!-- end of the names of ${dialect} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`FEATURES.md has no list of ${dialect}: put the comments ${start} and ${end} where it belongs.`);
  }
  const list = namespaces.map(
    ({ name, names }) => `### ${name} (${names.length})\n\n${names.map((entry) => `\`${entry}\``).join(' · ')}`,
  );
  return `${before}${start}\n\n${list.join('\n\n')}\n\n${end}${after}`;
}
