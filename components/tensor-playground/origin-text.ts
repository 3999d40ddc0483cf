import type { EvaluatedStatement, EvaluatedTensor } from '../../src/expressions/evaluation-result.ts';
import { numberText } from './number-text.ts';
import { coordinatesOf } from './origin-cells.ts';

/** Cells that are named one by one; more are counted. */
const MOST_NAMED = 4;

/** What an operand is called: as the program writes it, where that is short. @param place counted from 0. */
export function operandName(label: string, place: number): string {
  return label.includes('\n') || label.length > 36 ? `operand ${place + 1}` : label;
}

/** A sentence for what a cell is made of: “[1, 2] is 32, from column [1, 0] = 2; and row [2] = 30.”. */
export function originText(
  value: EvaluatedTensor,
  operands: EvaluatedStatement['operands'],
  cell: number,
  behind: readonly (readonly number[])[],
): string {
  const own = `${place(cell, value.shape)} is ${numberText(value.values[cell] ?? NaN, value.dtype)}`;
  const parts = operands.flatMap(({ label, value: operand }, index) => {
    const cells = behind[index] ?? [];
    if (cells.length === 0) return [];
    const name = operandName(label, index);
    if (cells.length > MOST_NAMED) return [`${cells.length} cells of ${name}`];
    const named = cells.map(
      (each) => `${place(each, operand.shape)} = ${numberText(operand.values[each] ?? NaN, operand.dtype)}`,
    );
    return [`${name} ${named.join(', ')}`];
  });
  const sentence = parts.length > 0 ? `${own}, from ${parts.join('; and ')}` : own;
  // The point of a float ends it as well.
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

function place(cell: number, shape: readonly number[]): string {
  return shape.length === 0 ? 'The only cell' : `[${coordinatesOf(cell, shape).join(', ')}]`;
}
