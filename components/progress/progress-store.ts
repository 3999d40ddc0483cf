import { keptKinds, type KeptKind } from '../quiz/kept-kinds.ts';
import { KeptText } from '../quiz/kept-text.ts';
import type { ListedStorage } from './listed-storage.ts';
import { joined, noProgress, withDone, withOpened, type Progress } from './progress.ts';
import type { KeptProgress } from './progress-schema.ts';
import { solvedCount } from './solved-count.ts';

type Work = KeptProgress['work'][number];

const KEY = 'duet.progress.v1';
const NAME_KEY = 'duet.name.v1';
const kinds = Object.keys(keptKinds) as KeptKind[];

/** A reader's progress, and what was answered in the lessons. It stays where the storage is: in this browser. */
export class ProgressStore {
  readonly #storage: ListedStorage;
  readonly #base: string;
  readonly #kept: KeptText;
  readonly #name: KeptText;

  /** @param base path of the site, with a slash at its end: files say where in the course something is, not where on a server */
  constructor(storage: ListedStorage, base: string) {
    this.#storage = storage;
    this.#base = base;
    this.#kept = new KeptText(KEY, storage);
    this.#name = new KeptText(NAME_KEY, storage);
  }

  read(): Progress {
    return parseProgress(this.#kept.read());
  }

  open(lesson: string): void {
    this.#write(withOpened(this.read(), lesson));
  }

  mark(lesson: string, isDone: boolean): void {
    this.#write(withDone(this.read(), lesson, isDone));
  }

  /** How many tasks of a page are solved. */
  countSolved(page: string, taskKinds: readonly KeptKind[]): number {
    return this.#work()
      .filter((work) => work.page === page && taskKinds.includes(work.kind))
      .reduce((sum, { kind, text }) => sum + solvedCount(kind, text), 0);
  }

  /** All of it, as a file holds it. */
  readAll(): KeptProgress {
    return { ...this.read(), work: this.#work() };
  }

  /** The name that the reader wants in exported files; '' where none is to be kept. */
  get name(): string {
    return this.#name.read();
  }

  set name(name: string) {
    if (name === '') this.#name.clear();
    else this.#name.write(name);
  }

  /** Adds what a file holds; where both have an answer, the file's counts. */
  add({ opened, done, work }: KeptProgress): void {
    this.#write(joined(this.read(), { opened, done }));
    for (const each of work) new KeptText(this.#keyOf(each), this.#storage).write(each.text);
  }

  clear(): void {
    for (const work of this.#work()) new KeptText(this.#keyOf(work), this.#storage).clear();
    this.#kept.clear();
    this.#name.clear();
  }

  #write(progress: Progress): void {
    this.#kept.write(JSON.stringify(progress));
  }

  #work(): Work[] {
    return this.#storage.keys().flatMap((key) => {
      const kind = kinds.find((each) => key.startsWith(`${keptKinds[each]} ${this.#base}`));
      if (!kind) return [];
      const [path = '', id = ''] = key.slice(`${keptKinds[kind]} ${this.#base}`.length).split('#');
      const page = path.replace(/(\/|\/?index\.html)$/, '');
      return page && id ? [{ kind, page, id, text: this.#storage.getItem(key) ?? '' }] : [];
    });
  }

  #keyOf({ kind, page, id }: Work): string {
    return `${keptKinds[kind]} ${this.#base}${page}/#${id}`;
  }
}

/** Anybody can write into a browser's storage: what is not ours counts as nothing. */
function parseProgress(text: string): Progress {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return noProgress;
  }
  if (typeof kept !== 'object' || kept === null || !('opened' in kept && 'done' in kept)) return noProgress;
  return { opened: strings(kept.opened), done: strings(kept.done) };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
