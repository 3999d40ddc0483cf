import { ExpressionError } from '../../expressions/expression-error.ts';
import { scope } from '../../torch/index.ts';
import type { AutogradFilm } from '../autograd-protocol.ts';
import { withLocalDerivatives } from './film-derivatives.ts';
import { FilmLimitError } from './film-draft.ts';
import { gradientChecks } from './gradient-checks.ts';
import { raisedBy } from './raised.ts';
import { readTensors } from './read-tensors.ts';
import type { AutogradProgram } from './syntax.ts';
import { TorchProgram } from './torch-program.ts';
import { TorchTracer } from './torch-tracer.ts';

/**
 * Runs a program on PyTorch's tape and tells everything that happens on it. What PyTorch raises is the last event.
 *
 * @throws {ExpressionError} for what the language refuses.
 * @throws {FilmLimitError} for a program of too many tensors.
 */
export async function torchFilm(program: AutogradProgram): Promise<AutogradFilm> {
  const tracer = new TorchTracer();
  const { draft } = tracer;
  const kept = scope(() => {
    try {
      tracer.watch(() => new TorchProgram(program, tracer).run());
    } catch (error) {
      if (error instanceof ExpressionError || error instanceof FilmLimitError) throw error;
      draft.tell(raisedBy(error));
    }
    return draft.kept;
  });
  const read = await readTensors(kept);
  for (const tensor of kept) tensor.dispose();
  const tensors = [...read];
  const events = withLocalDerivatives(draft.events, tracer.jacobians, tensors);
  return {
    tensors,
    nodes: draft.nodes,
    edges: draft.edges,
    events,
    checks: await gradientChecks(program, tracer.leaves, events, tensors),
    code: program.source,
  };
}
