const ESCAPE = '\u001B';
/** Sequences by which programs colour their text, and the like. */
const escapeSequence = new RegExp(`${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|[@-Z\\\\-_])`, 'g');
/** The start of one, whose end has not come yet. */
const cutSequence = new RegExp(`${ESCAPE}(?:\\[[0-?]*[ -/]*)?$`);

/**
 * Text as a terminal shows it: `\r` goes back to the start of the line and `\b` by one character, and what comes then
 * is written over what was there. Colours are left out.
 */
export class TerminalText {
  #pending = '';
  #line: string[] = [];
  #column = 0;

  /** The line that is being written. */
  get line(): string {
    return this.#line.join('');
  }

  /** @returns the lines that this ended, each with its line break. */
  write(text: string): string {
    let finished = '';
    for (const character of this.#withoutSequences(text)) {
      if (character === '\n') {
        finished += `${this.line}\n`;
        this.#line = [];
        this.#column = 0;
      } else if (character === '\r') this.#column = 0;
      else if (character === '\b') this.#column = Math.max(0, this.#column - 1);
      else {
        this.#line[this.#column] = character;
        this.#column += 1;
      }
    }
    return finished;
  }

  #withoutSequences(text: string): string {
    const all = (this.#pending + text).replaceAll(escapeSequence, '');
    this.#pending = cutSequence.exec(all)?.[0] ?? '';
    return all.slice(0, all.length - this.#pending.length);
  }
}
