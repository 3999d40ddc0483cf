import type { EdgeFlow, FilmEvent, LocalDerivative, TensorIndex, TensorNumbers } from '../autograd-protocol.ts';
import { localDerivative } from './local-derivative.ts';

/** For an event's place in a film, the matrix of each flow's local derivative: null where it is too large. */
export type Jacobians = ReadonlyMap<number, readonly (TensorIndex | null)[]>;

/** The events with local derivatives in the shortest form; new tensors are added to `tensors`. */
export function withLocalDerivatives(
  events: readonly FilmEvent[],
  jacobians: Jacobians,
  tensors: TensorNumbers[],
): readonly FilmEvent[] {
  return events.map((event, place) => {
    if (event.type !== 'propagated') return event;
    const gradient = tensors[event.gradient];
    const matrices = jacobians.get(place) ?? [];
    const flows = event.flows.map((flow, index): EdgeFlow => {
      const matrix = matrices[index] ?? null;
      const jacobian = matrix === null ? undefined : tensors[matrix];
      const sent = tensors[flow.gradient];
      if (!gradient || !jacobian || !sent) return flow;
      return { ...flow, local: stored(localDerivative(jacobian, gradient, sent.shape), tensors) };
    });
    return { ...event, flows };
  });
}

function stored(derivative: LocalDerivative<TensorNumbers>, tensors: TensorNumbers[]): LocalDerivative {
  const put = (tensor: TensorNumbers) => tensors.push(tensor) - 1;
  if (derivative.form !== 'elementwise') return { form: derivative.form, tensor: put(derivative.tensor) };
  const { form, tensor, summedAxes, unsummed } = derivative;
  return { form, tensor: put(tensor), summedAxes, unsummed: unsummed && put(unsummed) };
}
