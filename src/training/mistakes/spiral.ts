/** Points of the set. */
const SPIRAL_POINTS = 300;
export const SPIRAL_CLASSES = 3;

/** Three arms of a spiral, one for each class: a small task that no straight line solves, without any random number. */
export interface Spiral {
  /** [N, 2], row by row. */
  readonly points: Float32Array;
  /** [N], each 0, 1 or 2. */
  readonly labels: Int32Array;
}

/** Point i belongs to arm i mod 3; the arms wind outwards over four radians. */
export function spiral(): Spiral {
  const points = new Float32Array(SPIRAL_POINTS * 2);
  const labels = new Int32Array(SPIRAL_POINTS);
  for (let index = 0; index < SPIRAL_POINTS; index++) {
    const label = index % SPIRAL_CLASSES;
    const radius = (index + 1) / SPIRAL_POINTS;
    const angle = 4 * radius + (label * 2 * Math.PI) / SPIRAL_CLASSES;
    points.set([radius * Math.cos(angle), radius * Math.sin(angle)], index * 2);
    labels[index] = label;
  }
  return { points, labels };
}
