import { ExpressionError } from '../../expressions/expression-error.ts';
import type {
  DescendedReport,
  DescendRequest,
  DifferentiatedReport,
  DifferentiateRequest,
} from '../autograd-protocol.ts';
import { TrainingError } from '../training-error.ts';
import { FilmLimitError } from './film-draft.ts';
import { gradientDescent } from './gradient-descent.ts';
import { readProgram } from './read-program.ts';
import { tapeFilm } from './tape-film.ts';
import { torchFilm } from './torch-film.ts';

/**
 * The films of a program, or its gradient descent.
 *
 * @throws {TrainingError} of kind `settings` for a program that cannot be read or shown, with its place.
 */
export async function answerAutograd(
  request: DifferentiateRequest | DescendRequest,
): Promise<DifferentiatedReport | DescendedReport> {
  const { runId } = request;
  try {
    const program = readProgram(request.program);
    if (request.type === 'descend') {
      const { names, steps } = await gradientDescent(program, request.stepSize, request.steps);
      return { type: 'descended', runId, names, steps };
    }
    return { type: 'differentiated', runId, torch: await torchFilm(program), keras: await tapeFilm(program) };
  } catch (error) {
    if (error instanceof FilmLimitError) {
      throw new TrainingError({ kind: 'settings', message: error.message, fix: 'Shorten the program.' });
    }
    if (!(error instanceof ExpressionError)) throw error;
    throw new TrainingError({ kind: 'settings', message: error.fact, fix: error.fix });
  }
}
