type Pixel = readonly [x: number, y: number];

/**
 * A path through points as the `d` of SVG in whole pixels, without the points that lie on the way to the next: as short as
 * a picture in HTML should be.
 */
export function pixelPath(points: readonly Pixel[], isClosed = false): string {
  const kept: Pixel[] = [];
  for (const [x, y] of points) {
    const next: Pixel = [Math.round(x), Math.round(y)];
    const [before, last] = kept.slice(-2);
    if (kept.at(-1)?.[0] === next[0] && kept.at(-1)?.[1] === next[1]) continue;
    if (before && last && isBetween(before, last, next)) kept.pop();
    kept.push(next);
  }
  const steps = kept.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = kept[index] ?? [0, 0];
    return `${x - fromX},${y - fromY}`;
  });
  return kept[0]
    ? `M${kept[0].join(',')}l${steps.join(' ').replaceAll(',-', '-').replaceAll(' -', '-')}${isClosed ? 'z' : ''}`
    : '';
}

/** Whether a point lies on the straight way from one to another. */
function isBetween([ax, ay]: Pixel, [bx, by]: Pixel, [cx, cy]: Pixel): boolean {
  const goesOn = (bx - ax) * (cx - bx) >= 0 && (by - ay) * (cy - by) >= 0;
  return goesOn && (bx - ax) * (cy - by) === (by - ay) * (cx - bx);
}
