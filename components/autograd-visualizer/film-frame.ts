import type {
  AutogradFilm,
  EdgeFlow,
  EdgeIndex,
  FilmEvent,
  NodeIndex,
  TensorIndex,
} from '../../src/training/protocol.ts';

/** How things stand after some of a film's events. */
export interface FilmFrame {
  /** What happened last; null before the first event. */
  readonly event: FilmEvent | null;
  /** Nodes that are there already, with their values of now. */
  readonly values: ReadonlyMap<NodeIndex, TensorIndex | null>;
  /** Gradients that have arrived in the present backward pass. */
  readonly gradients: ReadonlyMap<NodeIndex, TensorIndex>;
  /** The leaves' `grad`; null is None. */
  readonly grads: ReadonlyMap<NodeIndex, TensorIndex | null>;
  /** What has gone along the edges in the present pass. */
  readonly flows: ReadonlyMap<EdgeIndex, EdgeFlow>;
  /** Operations whose saved tensors are freed. */
  readonly released: ReadonlySet<NodeIndex>;
  readonly activeNodes: ReadonlySet<NodeIndex>;
  readonly activeEdges: ReadonlySet<EdgeIndex>;
}

/** The frame after the first `position` events. */
export function frameAt(film: AutogradFilm, position: number): FilmFrame {
  const values = new Map<NodeIndex, TensorIndex | null>();
  const grads = new Map<NodeIndex, TensorIndex | null>();
  const gradients = new Map<NodeIndex, TensorIndex>();
  const flows = new Map<EdgeIndex, EdgeFlow>();
  const released = new Set<NodeIndex>();
  const happened = film.events.slice(0, position);
  for (const event of happened) {
    switch (event.type) {
      case 'computed':
        values.set(event.node, film.nodes[event.node]?.value ?? null);
        break;
      case 'traced':
        values.set(event.node, null);
        break;
      case 'changed':
        values.set(event.node, event.value);
        break;
      case 'seeded':
        gradients.clear();
        flows.clear();
        gradients.set(event.node, event.gradient);
        break;
      case 'propagated':
        gradients.set(event.node, event.gradient);
        for (const flow of event.flows) flows.set(flow.edge, flow);
        if (event.isReleased) released.add(event.node);
        break;
      case 'accumulated':
        grads.set(event.node, event.after);
        break;
      case 'cleared':
        grads.set(event.node, event.after);
        break;
      case 'answered':
        for (const { node, gradient } of event.gradients) grads.set(node, gradient);
        break;
    }
  }
  const event = happened.at(-1) ?? null;
  return { event, values, gradients, grads, flows, released, ...activeParts(film, event) };
}

function activeParts(film: AutogradFilm, event: FilmEvent | null): Pick<FilmFrame, 'activeNodes' | 'activeEdges'> {
  const edges = film.edges.map((edge, index) => ({ ...edge, index }));
  const active = (nodes: readonly NodeIndex[], activeEdges: readonly EdgeIndex[] = []) => ({
    activeNodes: new Set(nodes),
    activeEdges: new Set(activeEdges),
  });
  switch (event?.type) {
    case 'computed': {
      const inputs = edges.filter(({ to }) => to === event.node);
      return active(
        [event.node],
        inputs.map(({ index }) => index),
      );
    }
    case 'propagated':
      return active(
        [event.node],
        event.flows.map(({ edge }) => edge),
      );
    case 'recorded':
      return active(event.watched);
    case 'answered':
      return active([event.node, ...event.gradients.map(({ node }) => node)]);
    case 'traced':
    case 'changed':
    case 'seeded':
    case 'accumulated':
    case 'cleared':
      return active([event.node]);
    default:
      return active([]);
  }
}
