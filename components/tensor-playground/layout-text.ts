import type { EvaluatedTensor } from '../../src/expressions/evaluation-result.ts';

/** Type and shape of a tensor, as its framework writes them. */
export function typeText({ dtype, shape, kind, layout }: EvaluatedTensor): string {
  const sizes = shape.join(', ');
  const tuple = `(${sizes}${shape.length === 1 ? ',' : ''})`;
  if (kind === 'array') return `numpy ${dtype}, shape ${tuple}`;
  return layout ? `torch.${dtype}, shape [${sizes}]` : `tf.${dtype}, shape ${tuple}`;
}

/** How the tensor lies in memory, and with whom it shares it. */
export function layoutText({ layout, kind, shape }: EvaluatedTensor): string {
  if (!layout) return 'Row by row in memory of its own; it never changes.';
  const { strides, offset, isContiguous, sharesMemoryWith } = layout;
  const order = isContiguous ? 'row by row (contiguous)' : 'not row by row (not contiguous)';
  const way = shape.length === 0 ? '' : `, strides (${strides.join(', ')})`;
  const start = offset > 0 ? `, from element ${offset} on` : '';
  const shared = sharesMemoryWith.length > 0 ? ` The same memory as ${sharesMemoryWith.join(', ')}.` : '';
  const memory = kind === 'array' ? 'An array' : 'Memory';
  return `${memory}: ${order}${way}${start}.${shared}`;
}
