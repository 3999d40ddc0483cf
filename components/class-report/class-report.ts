import { acceptDrops } from '../experiment/accept-drops.ts';
import { csvText } from '../experiment/csv-text.ts';
import { download } from '../experiment/download.ts';
import { part } from '../experiment/parts.ts';
import type { CourseOutline } from '../progress/course-outline.ts';
import { findNamesakes, newestOfEach, withoutCopies, type ClassFile } from './class-files.ts';
import type { ClassTable } from './class-table.ts';
import { experimentTable, questionTable, readerTable } from './class-tables.ts';
import { experimentRows } from './experiment-rows.ts';
import { loadClassFile, type RefusedFile } from './load-class-file.ts';
import { questionRows } from './question-rows.ts';
import { readerRows } from './reader-rows.ts';
import { SortableTable } from './sortable-table.ts';
import { counted, statusText } from './status-text.ts';

const MOST_FILES = 1_000;
/** So many lines of a list are read by nobody in full. */
const MOST_LINES = 50;
/** Files between two words on how far the reading is. */
const FILES_A_STATUS = 100;

const tableNames = ['readers', 'questions', 'experiments'] as const;
type TableName = (typeof tableNames)[number];

/** Reads the files of a class and shows its tables. Nothing of it leaves the page, and nothing is kept. */
class ClassReport extends HTMLElement {
  #life = new AbortController();
  #files: readonly ClassFile[] = [];
  #tables: Readonly<Record<TableName, ClassTable>> | null = null;
  #views: Readonly<Record<TableName, SortableTable>> | null = null;
  /** The end of the last batch: a second one waits for it. */
  #reading = Promise.resolve();
  /** Tells the present class from one that was cleared while its files were read. */
  #class = 0;

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const say = (text: string) => this.#say(text);
    const view = (name: TableName) => new SortableTable(part(this, `${name}-table`, HTMLTableElement), say);
    this.#views ??= { readers: view('readers'), questions: view('questions'), experiments: view('experiments') };
    const input = part(this, 'files', HTMLInputElement);
    const choose = () => {
      this.#take([...(input.files ?? [])]);
      // The same files can be chosen again.
      input.value = '';
    };
    input.addEventListener('change', choose, { signal });
    acceptDrops(this, (files) => this.#take(files), signal);
    part(this, 'newest', HTMLInputElement).addEventListener('change', () => this.#say(this.#show()), { signal });
    part(this, 'clear', HTMLButtonElement).addEventListener('click', () => this.#clear(), { signal });
    for (const name of tableNames)
      part(this, `${name}-csv`, HTMLButtonElement).addEventListener('click', () => this.#save(name), { signal });
    input.disabled = false;
  }

  disconnectedCallback(): void {
    this.#life.abort();
    this.#class += 1;
  }

  #take(chosen: readonly File[]): void {
    if (chosen.length === 0) return;
    const present = this.#class;
    this.#reading = this.#reading.then(() => this.#read(chosen, present));
  }

  async #read(chosen: readonly File[], present: number): Promise<void> {
    const room = Math.max(0, MOST_FILES - this.#files.length);
    const read: ClassFile[] = [];
    const refused: RefusedFile[] = [];
    for (const [index, file] of chosen.slice(0, room).entries()) {
      if (present !== this.#class) return;
      if (index % FILES_A_STATUS === 0) this.#say(`Reading file ${index + 1} of ${Math.min(room, chosen.length)}.`);
      const result = await loadClassFile(file, this.#course);
      if ('report' in result) read.push(result);
      else refused.push(result);
    }
    if (present !== this.#class) return;
    const before = this.#files.length;
    this.#files = withoutCopies(this.#files, read);
    const copies = read.length - (this.#files.length - before);
    this.#showRefused(refused, chosen.length - Math.min(room, chosen.length));
    this.#say(this.#show({ read: read.length - copies, refused: refused.length, copies }));
  }

  /** @returns what there is to say. */
  #show(batch = { read: this.#files.length, refused: 0, copies: 0 }): string {
    const newestOnly = part(this, 'newest', HTMLInputElement).checked;
    const shown = newestOnly ? newestOfEach(this.#files) : this.#files;
    const { lessons } = this.#course;
    this.#tables = {
      readers: readerTable(readerRows(shown, lessons), lessons),
      questions: questionTable(questionRows(shown)),
      experiments: experimentTable(experimentRows(shown)),
    };
    for (const name of tableNames) {
      this.#views?.[name].show(this.#tables[name]);
      const isEmpty = this.#tables[name].rows.length === 0;
      part(this, `${name}-region`, HTMLElement).hidden = isEmpty;
      part(this, `${name}-csv`, HTMLButtonElement).hidden = isEmpty;
      part(this, `${name}-empty`, HTMLElement).hidden = !isEmpty;
    }
    this.#showNamesakes();
    part(this, 'results', HTMLElement).hidden = this.#files.length === 0;
    return statusText({ ...batch, shown: shown.length, older: this.#files.length - shown.length });
  }

  #showRefused(refused: readonly RefusedFile[], leftOut: number): void {
    const lines = refused.map(({ fileName, fact, fix }) => ({ subject: fileName, text: `${fact} ${fix}` }));
    if (leftOut > 0) {
      const text = `A class has at most ${MOST_FILES.toLocaleString('en')} files here. Clear, or choose fewer.`;
      lines.unshift({ subject: `${counted(leftOut, 'file')} left out`, text });
    }
    this.#list('refused', lines);
  }

  #showNamesakes(): void {
    const lines = findNamesakes(this.#files).map(({ name, files }) => ({
      subject: name,
      text: files.map(({ fileName, report }) => `${fileName} (${report.date.slice(0, 10)})`).join(', '),
    }));
    this.#list('namesakes', lines);
  }

  #list(name: 'refused' | 'namesakes', lines: readonly { readonly subject: string; readonly text: string }[]): void {
    const items = lines.slice(0, MOST_LINES).map(({ subject, text }) => {
      const item = document.createElement('li');
      const strong = document.createElement('strong');
      strong.textContent = subject;
      item.append(strong, `: ${text}`);
      return item;
    });
    if (lines.length > MOST_LINES) {
      const more = document.createElement('li');
      more.textContent = `and ${lines.length - MOST_LINES} more`;
      items.push(more);
    }
    part(this, `${name}-list`, HTMLUListElement).replaceChildren(...items);
    part(this, name, HTMLElement).hidden = lines.length === 0;
  }

  #save(name: TableName): void {
    if (this.#tables) download(`class-${name}.csv`, 'text/csv', csvText(this.#tables[name].csv));
  }

  #clear(): void {
    this.#class += 1;
    this.#files = [];
    this.#showRefused([], 0);
    this.#show();
    this.#say('Cleared. No file is read.');
    part(this, 'files', HTMLInputElement).focus();
  }

  #say(text: string): void {
    part(this, 'status', HTMLElement).textContent = text;
  }

  get #course(): CourseOutline {
    // Written by our own server.
    return JSON.parse(part(this, 'course', HTMLScriptElement).textContent) as CourseOutline;
  }
}

customElements.define('duet-class-report', ClassReport);
