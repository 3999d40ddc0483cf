/** The lists of names in FEATURES.md, between the comments that mark them. */
import { readFileSync } from 'node:fs';
import * as keras from '../../src/keras/index.ts';
import * as torch from '../../src/torch/index.ts';
import * as torchvision from '../../src/torchvision/index.ts';
import { comparable, inCamelCase, namesOf, sorted, type ClassesOf, type Namespace } from './names.ts';

export const FEATURES = new URL('../../FEATURES.md', import.meta.url);

type Dialect = 'torch' | 'keras';

/** What the judges found in a framework's namespace: all public names, and those that are meant for users. */
interface FrameworkNamespace extends Namespace {
  readonly announced?: readonly string[];
}

/** Classes whose members are listed, of these what the frameworks' own have. */
const classesOf: ClassesOf = {
  torch: ['Tensor', 'Generator'],
  'torch.nn': ['Module'],
  'torch.optim': ['Optimizer'],
  'torch.optim.lr_scheduler': ['LRScheduler'],
  keras: ['Model', 'Layer', 'GradientTape'],
  'keras.callbacks': ['Callback'],
  'keras.metrics': ['Metric'],
  'keras.optimizers': ['Optimizer'],
};

const frameworks = { torch: readFramework('torch'), keras: readFramework('keras') };

/** All namespaces of both dialects. */
export const dialects = {
  torch: [...namesOf(torch, 'torch', classesOf), ...namesOf(torchvision, 'torchvision')].map((own) =>
    withKnownMembers(own, 'torch'),
  ),
  keras: namesOf(keras, 'keras', classesOf)
    .map(withoutFactories)
    .map((own) => withKnownMembers(own, 'keras')),
};

/** The public names of a framework's namespaces, in the spelling that does not depend on the language. */
export function frameworkNames(dialect: Dialect): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([...frameworks[dialect].values()].map(({ name, names }) => [name, new Set(names.map(comparable))]));
}

/** FEATURES.md with its lists of names written anew. */
export function currentDocument(): string {
  return (['torch', 'keras'] as const).reduce(withLists, readFileSync(FEATURES, 'utf8'));
}

function readFramework(dialect: Dialect): ReadonlyMap<string, FrameworkNamespace> {
  const file = new URL(`../../tests/fixtures/${dialect}/names.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly FrameworkNamespace[] };
  return new Map(cases.map((namespace) => [namespace.name, namespace]));
}

/** Leaves out what a class has for other rooms of Duet alone. */
function withKnownMembers({ name, names }: Namespace, dialect: Dialect): Namespace {
  const known = frameworkNames(dialect).get(name);
  return { name, names: isClassName(name) ? names.filter((member) => known?.has(comparable(member))) : names };
}

function isClassName(name: string): boolean {
  const parts = name.split('.');
  const className = parts.pop() ?? '';
  return classesOf[parts.join('.')]?.includes(className) ?? false;
}

/** Every layer of Keras has a factory of the same name that begins with a small letter; one name says both. */
function withoutFactories({ name, names }: Namespace): Namespace {
  const classes = new Set(names.filter((entry) => /^[A-Z]/.test(entry)).map((entry) => entry.toLowerCase()));
  return { name, names: names.filter((entry) => /^[A-Z]/.test(entry) || !classes.has(entry.toLowerCase())) };
}

/**
 * What the framework announces in a namespace and the dialect does not have, as TypeScript would write it. Of classes it
 * cannot be told: fields are not seen before there is an object.
 */
function missingNames({ name, names }: Namespace, dialect: Dialect): readonly string[] {
  const own = new Set(names.map(comparable));
  const announced = frameworks[dialect].get(name)?.announced ?? [];
  const missing = announced.filter((entry) => !own.has(comparable(entry)));
  const byName = new Map(missing.map((entry) => [comparable(entry), inCamelCase(entry)]));
  return sorted([...byName.values()]);
}

function withLists(text: string, dialect: Dialect): string {
  const [start, end] = [`<!-- names of ${dialect} -->`, `<!-- end of the names of ${dialect} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`FEATURES.md has no list of ${dialect}: put the comments ${start} and ${end} where it belongs.`);
  }
  const lists = dialects[dialect].map((namespace) => listOf(namespace, missingNames(namespace, dialect)));
  return `${before}${start}\n\n${lists.join('\n\n')}\n\n${end}${after}`;
}

/** One namespace, folded: its name and counts can be seen, the names when it is opened. */
function listOf({ name, names }: Namespace, missing: readonly string[]): string {
  const count = missing.length > 0 ? `${names.length}, and ${missing.length} not there` : String(names.length);
  const lists = missing.length > 0 ? [joined(names), 'Not there:', joined(missing)] : [joined(names)];
  return `<details>\n<summary><code>${name}</code> (${count})</summary>\n\n${lists.join('\n\n')}\n\n</details>`;
}

function joined(names: readonly string[]): string {
  return names.map((entry) => `\`${entry}\``).join(' · ');
}
