import { download } from '../experiment/download.ts';
import { clearMessage, showMessage } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
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
    on('export', () => this.#export());
    on('import', () => file.click());
    on('clear', () => this.#askToClear());
    file.addEventListener('change', () => void this.#import(file), { signal });
    if (!isKept) this.#tell('Your progress is not kept.', NOT_KEPT);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #export(): void {
    const { done, work } = pageProgress.toFile();
    download('duet-progress.json', 'application/json', `${JSON.stringify(pageProgress.toFile(), null, 2)}\n`);
    const facts = `${count(done.length, 'finished lesson')} and answers to ${count(work.length, 'quiz or exercise', 'quizzes and exercises')}`;
    this.#tell(`duet-progress.json holds ${facts}.`, 'Import it here in another browser to go on there.');
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
      const [fact, fix] =
        error instanceof ProgressFileError
          ? [error.fact, error.fix]
          : ['The code that reads the file could not be loaded.', 'Check the connection and try again.'];
      showMessage(this.#answer, { tone: 'error', fact, fix, actions: [] });
    } finally {
      // The same file can be chosen again.
      input.value = '';
    }
  }

  #askToClear(): void {
    const clear = () => {
      pageProgress.clear();
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
      fact: 'This forgets which lessons are done, and all your answers and programs.',
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

  get #answer(): HTMLElement {
    return part(this, 'answer', HTMLElement);
  }
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

customElements.define('duet-progress-tools', ProgressTools);
