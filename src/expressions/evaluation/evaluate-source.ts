import { ExpressionError } from '../expression-error.ts';
import type { Evaluation } from '../evaluation-result.ts';
import { parse } from '../parse.ts';
import { evaluateProgram, toEvaluationError } from './evaluate-program.ts';
import { tfFramework } from './tf-framework.ts';
import { torchFramework } from './torch-framework.ts';

/** Reads a program and runs it in one dialect, on the backend that runs; see `evaluateProgram`. */
export async function evaluateSource(source: string, dialect: 'torch' | 'keras'): Promise<Evaluation> {
  try {
    const program = parse(source);
    return await (dialect === 'torch'
      ? evaluateProgram(program, torchFramework)
      : evaluateProgram(program, tfFramework));
  } catch (error) {
    if (error instanceof ExpressionError) return { statements: [], error: toEvaluationError(error, 0) };
    throw error;
  }
}
