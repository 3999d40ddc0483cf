import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { LineMark } from '../listing/marks.ts';

export interface EditorOptions {
  readonly code: string;
  /** What a screen reader calls it. */
  readonly label: string;
  /** Lines that have their counterpart in another listing. */
  readonly marks: readonly LineMark[];
  readonly onChange: () => void;
  /** The reader asks by keyboard that it be run. */
  readonly onRun: () => void;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.self], color: 'var(--duet-code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--duet-code-string)' },
  { tag: tags.number, color: 'var(--duet-code-number)' },
  { tag: tags.comment, color: 'var(--duet-code-comment)' },
  {
    tag: [tags.definition(tags.function(tags.variableName)), tags.definition(tags.className)],
    color: 'var(--duet-code-function)',
    fontWeight: 'bold',
  },
]);

const setErrorLine = StateEffect.define<number | null>();

/** The line on which a program stopped, until the program is changed. */
const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setErrorLine)) return lineDecoration(transaction.state, effect.value, 'python-cell-error-line');
    }
    return transaction.docChanged ? Decoration.none : lines;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A program that the reader writes. Tab leaves it: nobody is trapped. */
export class CodeEditor {
  readonly #view: EditorView;

  constructor(parent: HTMLElement, options: EditorOptions) {
    const { code, label, marks, onChange, onRun } = options;
    const run = (): boolean => {
      onRun();
      return true;
    };
    const extensions = [
      keymap.of([
        { key: 'Mod-Enter', run },
        { key: 'Shift-Enter', run },
      ]),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
      lineNumbers(),
      history(),
      python(),
      indentUnit.of('    '),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      syntaxHighlighting(colours),
      errorLine,
      markedLines(marks),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) onChange();
      }),
    ];
    this.#view = new EditorView({ parent, state: EditorState.create({ doc: code, extensions }) });
  }

  get code(): string {
    return this.#view.state.doc.toString();
  }

  set code(code: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: code } });
  }

  focus(): void {
    this.#view.focus();
  }

  /** Marks a line, counted from 1, or none. */
  showErrorLine(line: number | null): void {
    this.#view.dispatch({ effects: setErrorLine.of(line) });
  }
}

function lineDecoration(state: EditorState, line: number | null, name: string): DecorationSet {
  if (line === null || line > state.doc.lines) return Decoration.none;
  return Decoration.set([Decoration.line({ class: name }).range(state.doc.line(line).from)]);
}

/** Marks move with their lines. */
function markedLines(marks: readonly LineMark[]): Extension {
  return StateField.define<DecorationSet>({
    create: ({ doc }) => {
      const numbered = marks.flatMap(({ label, range }) =>
        range.split(',').map((line) => ({ label, line: Number(line) })),
      );
      const lines = numbered.toSorted((a, b) => a.line - b.line);
      return Decoration.set(
        lines.map(({ label, line }) => {
          const attributes = { 'data-mark': label };
          return Decoration.line({ class: 'python-cell-mark', attributes }).range(doc.line(line).from);
        }),
      );
    },
    update: (lines, { changes }) => lines.map(changes),
    provide: (field) => EditorView.decorations.from(field),
  });
}
