import type {
  EvaluatedStatement,
  EvaluatedTensor,
  EvaluatedValue,
  Evaluation,
  EvaluationError,
} from '../../src/expressions/evaluation-result.ts';
import { layoutText, typeText } from './layout-text.ts';
import { cellsBehind } from './origin-cells.ts';
import { operandName, originText } from './origin-text.ts';
import { TensorGrid, type PointAt } from './tensor-grid.ts';

/** What one framework made of a line, drawn. */
export interface DrawnResult {
  readonly nodes: readonly Node[];
  /** Marks a cell of the value and the cells that it comes from; null marks none. */
  readonly mark: (cell: number | null) => void;
  /** What a cell is made of, in words; '' for null. */
  readonly sentence: (cell: number | null) => string;
}

/** Draws what one framework made of a line: its operands, and its value or error. */
export function drawResult(evaluation: Evaluation, line: number, pointAt: PointAt): DrawnResult {
  const { statements, error } = evaluation;
  const statement = statements[line];
  if (statement) return drawStatement(statement, pointAt);
  if (!error) return still([]);
  if (error.statement === line) return still([drawError(error)]);
  const note = `Not reached: statement ${error.statement + 1} raised this.`;
  return still([paragraph('playground-empty', note), drawError(error)]);
}

function still(nodes: readonly Node[]): DrawnResult {
  return { nodes, mark: () => undefined, sentence: () => '' };
}

function drawStatement({ value, operands, origin }: EvaluatedStatement, pointAt: PointAt): DrawnResult {
  if (value.kind !== 'tensor' && value.kind !== 'array') return still(drawValue(value, 'value'));
  const grids = operands.map(({ label, value: operand }) => new TensorGrid(operand, label, null));
  const inputs = operands.map(({ label, value: operand }, place) => {
    const grid = grids[place] ? [grids[place].element] : [];
    return card('playground-operand', [code(operandName(label, place)), ...facts(operand, false), ...grid]);
  });
  const result = new TensorGrid(value, 'value', pointAt);
  const operation = origin && { origin, operands: operands.map((each) => each.value), shape: value.shape };
  const has = (cell: number | null): cell is number => cell !== null && cell < value.values.length;
  const behind = (cell: number | null) => (operation && has(cell) ? cellsBehind(operation, cell) : []);
  return {
    nodes: [...inputs, card('playground-value', [...facts(value, true), result.element])],
    mark: (cell) => {
      result.mark(has(cell) ? [cell] : []);
      for (const [place, grid] of grids.entries()) grid.mark(behind(cell)[place] ?? []);
    },
    sentence: (cell) => (has(cell) ? originText(value, operands, cell, behind(cell)) : ''),
  };
}

function drawValue(value: EvaluatedValue, label: string): readonly Node[] {
  if (value.kind === 'text') return [card('playground-value', [code(value.text)])];
  if (value.kind === 'list') return value.items.flatMap((item, place) => drawValue(item, `${label}[${place}]`));
  return [card('playground-value', [code(label), ...facts(value, true), new TensorGrid(value, label, null).element])];
}

function drawError(error: EvaluationError): Node {
  const box = document.createElement('div');
  box.className = 'playground-error';
  const name = document.createElement('strong');
  if (error.kind === 'framework') {
    name.textContent = error.errorClass;
    box.append(name, paragraph('', error.message));
    return box;
  }
  const { line, column } = error.place;
  name.textContent = `Line ${line}, column ${column}`;
  box.append(name, paragraph('', `${error.message} ${error.fix}`));
  return box;
}

function facts(tensor: EvaluatedTensor, withLayout: boolean): Node[] {
  const type = paragraph('playground-type', typeText(tensor));
  return withLayout ? [type, paragraph('playground-layout', layoutText(tensor))] : [type];
}

function card(className: string, parts: readonly Node[]): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...parts);
  return element;
}

function code(text: string): HTMLElement {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}
