import type { PythonOutputReport } from '../../src/training/protocol.ts';
import { TerminalText } from './terminal-text.ts';

/** What a program prints on one stream without a break. What is written stays; the last line may be written anew. */
export class TextBlock {
  readonly element = document.createElement('pre');
  readonly stream: PythonOutputReport['stream'];
  readonly #finished = document.createTextNode('');
  readonly #line = document.createTextNode('');
  readonly #terminal = new TerminalText();

  constructor(stream: PythonOutputReport['stream']) {
    this.stream = stream;
    this.element.dataset.stream = stream;
    this.element.append(this.#finished, this.#line);
  }

  get text(): string {
    return this.#finished.data + this.#line.data;
  }

  write(text: string): void {
    this.#finished.appendData(this.#terminal.write(text));
    this.#line.data = this.#terminal.line;
  }
}
