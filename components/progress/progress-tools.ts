import { download } from '../experiment/download.ts';
import { clearMessage, showMessage } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import type { CourseOutline } from './course-outline.ts';
import { announceProgress, isKept, pageProgress } from './page-progress.ts';
import { ProgressFileError } from './progress-file-error.ts';

const NOT_KEPT =
  'This browser keeps nothing, so it lasts until you leave this page: a private window, or storage is off.';

class ProgressTools extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const file = part(this, 'file', HTMLInputElement);
    const on = (name: string, act: () => void) =>
      part(this, name, HTMLButtonElement).addEventListener('click', act, { signal });
    on('export', () => void this.#export());
    on('import', () => file.click());
    on('clear', () => this.#askToClear());
    file.addEventListener('change', () => void this.#import(file), { signal });
    this.#nameField.value = pageProgress.name;
    this.#keepName.checked = pageProgress.name !== '';
    this.#nameField.addEventListener('input', () => this.#storeName(), { signal });
    this.#keepName.addEventListener('change', () => this.#storeName(), { signal });
    if (!isKept) this.#tell('Your progress is not kept.', NOT_KEPT);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  /** Of a name that is not to be kept, the browser keeps nothing, also of what was kept before. */
  #storeName(): void {
    pageProgress.name = this.#keepName.checked ? this.#nameField.value.trim() : '';
  }

  async #export(): Promise<void> {
    const progress = pageProgress.readAll();
    const name = this.#nameField.value.trim();
    try {
      const { writeProgressFile, progressFileName } = await import('./write-progress-file.ts');
      const fileName = progressFileName(name);
      download(fileName, 'application/json', writeProgressFile(this.#course, progress, name, new Date()));
      const tasks = progress.work.filter(({ kind }) => kind !== 'result').length;
      const facts = `${count(progress.done.length, 'finished lesson')} and answers to ${count(tasks, 'quiz or exercise', 'quizzes and exercises')}`;
      this.#tell(`${fileName} holds ${facts}.`, 'Import it here in another browser to go on there.');
    } catch {
      this.#refuse('The code that writes the file could not be loaded.', 'Check the connection and try again.');
    }
  }

  async #import(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      // It brings the checks, which a page that imports nothing does not need.
      const { loadProgressFile } = await import('./load-progress-file.ts');
      const content = await loadProgressFile(file);
      pageProgress.add(content);
      announceProgress();
      this.#tell(`${file.name} was added to your progress.`, isKept ? '' : NOT_KEPT);
    } catch (error) {
      if (error instanceof ProgressFileError) this.#refuse(error.fact, error.fix);
      else this.#refuse('The code that reads the file could not be loaded.', 'Check the connection and try again.');
    } finally {
      // The same file can be chosen again.
      input.value = '';
    }
  }

  #askToClear(): void {
    const clear = () => {
      pageProgress.clear();
      this.#nameField.value = '';
      this.#keepName.checked = false;
      announceProgress();
      this.#tell('Your progress is cleared.', '');
      part(this, 'clear', HTMLButtonElement).focus();
    };
    const keep = () => {
      clearMessage(this.#answer);
      part(this, 'clear', HTMLButtonElement).focus();
    };
    showMessage(this.#answer, {
      tone: 'question',
      fact: 'This forgets which lessons are done, and all your answers, programs and results.',
      fix: 'Export first to keep them.',
      actions: [
        { label: 'Clear all', act: clear },
        { label: 'Keep', act: keep },
      ],
    });
    this.#answer.querySelector('button')?.focus();
  }

  #tell(fact: string, fix: string): void {
    showMessage(this.#answer, { tone: 'notice', fact, fix, actions: [] });
  }

  #refuse(fact: string, fix: string): void {
    showMessage(this.#answer, { tone: 'error', fact, fix, actions: [] });
  }

  get #course(): CourseOutline {
    // Written by our own server.
    return JSON.parse(part(this, 'course', HTMLScriptElement).textContent) as CourseOutline;
  }

  get #nameField(): HTMLInputElement {
    return part(this, 'name', HTMLInputElement);
  }

  get #keepName(): HTMLInputElement {
    return part(this, 'keep-name', HTMLInputElement);
  }

  get #answer(): HTMLElement {
    return part(this, 'answer', HTMLElement);
  }
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

customElements.define('duet-progress-tools', ProgressTools);
