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

/** Names that the page's Python has, by namespace, as Python writes them. */
export type PythonNames = Readonly<Record<string, readonly string[]>>;

/** The packages that only the page's Python has, with the names of the real ones. */
const pythonPackages = readNamespaces('keras/python_packages');

/** What `python_names.py` is asked: the framework's names of each namespace. */
export function askedOfPython(): PythonNames {
  const namespaces = new Set([...dialects.torch, ...dialects.keras].map(({ name }) => name));
  const known = [...frameworks.torch.values(), ...frameworks.keras.values()].filter(({ name }) => namespaces.has(name));
  return Object.fromEntries([...known, ...pythonPackages].map(({ name, names }) => [name, names]));
}

/** FEATURES.md with its lists of names written anew. */
export function currentDocument(python: PythonNames): string {
  const text = (['torch', 'keras'] as const).reduce(
    (document, dialect) => withLists(document, dialect, python),
    readFileSync(FEATURES, 'utf8'),
  );
  const packages = pythonPackages.map(({ name, names }) => {
    const there = python[name] ?? [];
    return folded(name, `${there.length} of ${names.length}`, [joined(sorted(there))]);
  });
  return between(text, 'python', packages);
}

function readFramework(dialect: Dialect): ReadonlyMap<string, FrameworkNamespace> {
  return new Map(readNamespaces(`${dialect}/names`).map((namespace) => [namespace.name, namespace]));
}

/** What the judges have written into a fixture. */
function readNamespaces(fixture: string): readonly FrameworkNamespace[] {
  const file = new URL(`../../tests/fixtures/${fixture}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly FrameworkNamespace[] }).cases;
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

function withLists(text: string, dialect: Dialect, python: PythonNames): string {
  const lists = dialects[dialect].map((namespace) => listOf(namespace, dialect, python[namespace.name] ?? []));
  return between(text, dialect, lists);
}

/** Puts lists between the comments that mark their place. */
function between(text: string, subject: string, lists: readonly string[]): string {
  const [start, end] = [`<!-- names of ${subject} -->`, `<!-- end of the names of ${subject} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`FEATURES.md has no list of ${subject}: put the comments ${start} and ${end} where it belongs.`);
  }
  return `${before}${start}\n\n${lists.join('\n\n')}\n\n${end}${after}`;
}

/** One namespace: its own names, those that Python lacks or has besides, and those that neither has. */
function listOf(namespace: Namespace, dialect: Dialect, inPython: readonly string[]): string {
  const { name, names } = namespace;
  const known = frameworkNames(dialect).get(name);
  const there = new Set(inPython.map(comparable));
  const lacking = names.filter((own) => known?.has(comparable(own)) && !there.has(comparable(own)));
  const absent = missingNames(namespace, dialect);
  const besides = absent.filter((entry) => there.has(comparable(entry)));
  const missing = absent.filter((entry) => !there.has(comparable(entry)));
  const lists = [
    joined(names),
    ...titled('Not in Python:', lacking),
    ...titled('In Python besides:', besides),
    ...titled('Not there:', missing),
  ];
  const python = `${names.length - lacking.length + besides.length} in Python`;
  const count = [String(names.length), python, ...(missing.length > 0 ? [`${missing.length} not there`] : [])];
  return folded(name, count.join(', '), lists);
}

function titled(title: string, names: readonly string[]): readonly string[] {
  return names.length > 0 ? [title, joined(names)] : [];
}

/** A name and its counts can be seen, the rest when it is opened. */
function folded(name: string, count: string, lists: readonly string[]): string {
  return `<details>\n<summary><code>${name}</code> (${count})</summary>\n\n${lists.join('\n\n')}\n\n</details>`;
}

function joined(names: readonly string[]): string {
  return names.map((entry) => `\`${entry}\``).join(' · ');
}
