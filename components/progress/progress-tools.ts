import { pageCount, pageWord } from '../../src/languages/page-words.ts';
import { download } from '../experiment/download.ts';
import { clearMessage, showMessage } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import type { CourseOutline } from './course-outline.ts';
import { announceProgress, isKept, pageProgress } from './page-progress.ts';
import { ProgressFileError } from './progress-file-error.ts';

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
    if (!isKept) this.#tell(pageWord('duet.progress.notKept'), pageWord('duet.progress.notKeptBecause'));
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
      const facts = {
        file: fileName,
        lessons: pageCount(progress.done.length, 'duet.progress.oneLesson', 'duet.progress.lessons'),
        tasks: pageCount(tasks, 'duet.progress.oneTask', 'duet.progress.tasks'),
      };
      this.#tell(pageWord('duet.progress.exported', facts), pageWord('duet.progress.importElsewhere'));
    } catch {
      this.#refuse(pageWord('duet.progress.noWriter'), pageWord('duet.progress.tryAgain'));
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
      this.#tell(
        pageWord('duet.progress.added', { file: file.name }),
        isKept ? '' : pageWord('duet.progress.notKeptBecause'),
      );
    } catch (error) {
      if (error instanceof ProgressFileError) this.#refuse(error.fact, error.fix);
      else this.#refuse(pageWord('duet.progress.noReader'), pageWord('duet.progress.tryAgain'));
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
      this.#tell(pageWord('duet.progress.cleared'), '');
      part(this, 'clear', HTMLButtonElement).focus();
    };
    const keep = () => {
      clearMessage(this.#answer);
      part(this, 'clear', HTMLButtonElement).focus();
    };
    showMessage(this.#answer, {
      tone: 'question',
      fact: pageWord('duet.progress.forgets'),
      fix: pageWord('duet.progress.exportFirst'),
      actions: [
        { label: pageWord('duet.progress.clearAll'), act: clear },
        { label: pageWord('duet.progress.keep'), act: keep },
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

customElements.define('duet-progress-tools', ProgressTools);
