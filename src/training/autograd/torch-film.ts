import { ExpressionError } from '../../expressions/expression-error.ts';
import { scope } from '../../torch/index.ts';
import type { AutogradFilm, EdgeFlow, FilmEvent, LocalDerivative, TensorNumbers } from '../autograd-protocol.ts';
import { gradientChecks } from './gradient-checks.ts';
import { localDerivative } from './local-derivative.ts';
import { raisedBy } from './raised.ts';
import { readTensors } from './read-tensors.ts';
import type { AutogradProgram } from './syntax.ts';
import { TorchProgram } from './torch-program.ts';
import { TorchTracer } from './torch-tracer.ts';

/**
 * Runs a program on PyTorch's tape and tells everything that happens on it.
 *
 * @throws {ExpressionError} for what the language refuses. What PyTorch raises is the film's last event.
 */
export async function torchFilm(program: AutogradProgram): Promise<AutogradFilm> {
  const tracer = new TorchTracer();
  const { draft } = tracer;
  const kept = scope(() => {
    try {
      tracer.watch(() => new TorchProgram(program, tracer).run());
    } catch (error) {
      if (error instanceof ExpressionError) throw error;
      draft.tell(raisedBy(error));
    }
    return draft.kept;
  });
  const read = await readTensors(kept);
  for (const tensor of kept) tensor.dispose();
  const tensors = [...read];
  const events = draft.events.map((event, index) =>
    event.type === 'propagated' ? withDerivatives(event, tracer.jacobians.get(index) ?? [], tensors) : event,
  );
  return {
    tensors,
    nodes: draft.nodes,
    edges: draft.edges,
    events,
    checks: await gradientChecks(program, tracer.leaves, events, tensors),
    code: program.source,
  };
}

type Propagated = FilmEvent & { readonly type: 'propagated' };

/** The event with the local derivative of each flow; new tensors are added to `tensors`. */
function withDerivatives(
  event: Propagated,
  jacobians: readonly (number | null)[],
  tensors: TensorNumbers[],
): FilmEvent {
  const gradient = tensors[event.gradient];
  const flows = event.flows.map((flow, index): EdgeFlow => {
    const place = jacobians[index];
    const jacobian = place === undefined || place === null ? undefined : tensors[place];
    const sent = tensors[flow.gradient];
    if (!gradient || !jacobian || !sent) return flow;
    return { ...flow, local: stored(localDerivative(jacobian, gradient, sent.shape), tensors) };
  });
  return { ...event, flows };
}

function stored(derivative: ReturnType<typeof localDerivative>, tensors: TensorNumbers[]): LocalDerivative {
  const put = (tensor: TensorNumbers) => tensors.push(tensor) - 1;
  if (derivative.form !== 'elementwise') return { form: derivative.form, tensor: put(derivative.tensor) };
  const { form, tensor, summedAxes, unsummed } = derivative;
  return { form, tensor: put(tensor), summedAxes, unsummed: unsummed && put(unsummed) };
}
