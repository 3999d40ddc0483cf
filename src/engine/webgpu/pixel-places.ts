/**
 * WGSL that declares `pixel<p>` and `place<p>` (image, row, column) from those of the pixel before, and repeats the last
 * one beyond the end: an invocation may write a pixel twice, for that is cheaper than to ask. Nor is there a division,
 * which a software adapter does number by number.
 */
export function nextPlace(p: number, height: string, width: string): string {
  const before = `place${p - 1}`;
  return `
    let pixel${p} = min(firstPixel + ${p}, pixelCount - 1);
    let isLast${p} = pixel${p} == pixel${p - 1};
    let endsRow${p} = ${before}.z + 1 == ${width};
    let endsImage${p} = endsRow${p} & (${before}.y + 1 == ${height});
    let next${p} = vec3<i32>(
        ${before}.x + i32(endsImage${p}),
        select(${before}.y + i32(endsRow${p}), 0, endsImage${p}),
        select(${before}.z + 1, 0, endsRow${p}));
    let place${p} = select(next${p}, ${before}, isLast${p});`;
}
