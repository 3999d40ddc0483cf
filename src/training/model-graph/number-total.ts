import type { NumberTotal } from '../../network/model-graph.ts';

export function totalOf(parts: readonly NumberTotal[]): NumberTotal {
  return parts.reduce((sum, { count, bytes }) => ({ count: sum.count + count, bytes: sum.bytes + bytes }), {
    count: 0,
    bytes: 0,
  });
}
