import { contiguousStrides, elementCount, type Shape } from '../shape.ts';
import type { Layout } from '../strided.ts';

/**
 * Strides that show the elements of `layout` in another shape without moving them, or null where there are none:
 * each group of axes that becomes other axes has to lie in memory without gaps.
 */
export function viewStrides(layout: Layout, shape: Shape): number[] | null {
  if (elementCount(shape) === 0) return contiguousStrides(shape);
  const groups = groupsWithoutGaps(layout);
  const strides = new Array<number>(shape.length).fill(1);
  let group = groups.pop();
  let left = group?.size ?? 1;
  let step = group?.step ?? 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 1;
    while (left === 1 && size !== 1 && groups.length > 0) {
      group = groups.pop();
      left = group?.size ?? 1;
      step = group?.step ?? 1;
    }
    if (left % size !== 0) return null;
    strides[axis] = step;
    step *= size;
    left /= size;
  }
  return strides;
}

/** Neighbouring axes that lie in memory like one of `size` elements, `step` apart. */
function groupsWithoutGaps({ shape, strides }: Layout): { size: number; step: number }[] {
  const groups: { size: number; step: number }[] = [];
  for (const [axis, size] of shape.entries()) {
    const step = strides[axis] ?? 0;
    const before = groups.at(-1);
    if (size === 1) continue;
    if (before?.step === step * size) {
      before.size *= size;
      before.step = step;
    } else {
      groups.push({ size, step });
    }
  }
  return groups;
}
