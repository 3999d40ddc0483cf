import type { LoweredCommand, VirtualBuffer } from './lower-graph.ts';

interface Lifetime {
  readonly first: number;
  last: number;
}

/**
 * Gives each virtual buffer of a list of commands a real one. Two share one where the first is no longer needed when
 * the second begins; those of `kept` are shared with none.
 *
 * @param create makes a real buffer of a size in bytes.
 */
export function allocateBuffers(
  commands: readonly LoweredCommand[],
  kept: ReadonlySet<VirtualBuffer>,
  create: (sizeInBytes: number) => GPUBuffer,
): ReadonlyMap<VirtualBuffer, GPUBuffer> {
  const lifetimes = lifetimesOf(commands);
  const places = new Map<VirtualBuffer, GPUBuffer>();
  const free: GPUBuffer[] = [];
  const ending = new Map<number, VirtualBuffer[]>();
  for (const [buffer, { last }] of lifetimes) ending.set(last, [...(ending.get(last) ?? []), buffer]);
  // In the order of their begins: a map keeps it.
  const begins = [...lifetimes].sort(([, a], [, b]) => a.first - b.first);
  let next = 0;
  for (let index = 0; index < commands.length; index++) {
    for (; begins[next]?.[1].first === index; next++) {
      const buffer = begins[next]?.[0];
      if (buffer) places.set(buffer, takeFitting(free, buffer.sizeInBytes) ?? create(buffer.sizeInBytes));
    }
    for (const buffer of ending.get(index) ?? []) {
      const place = places.get(buffer);
      if (place && !kept.has(buffer)) free.push(place);
    }
  }
  return places;
}

function lifetimesOf(commands: readonly LoweredCommand[]): ReadonlyMap<VirtualBuffer, Lifetime> {
  const lifetimes = new Map<VirtualBuffer, Lifetime>();
  commands.forEach(({ bindings }, index) => {
    for (const { resource } of bindings) {
      if ('buffer' in resource) continue;
      const lifetime = lifetimes.get(resource);
      if (lifetime) lifetime.last = index;
      else lifetimes.set(resource, { first: index, last: index });
    }
  });
  return lifetimes;
}

/** Takes the smallest free buffer that is large enough, if it is not more than twice as large. */
function takeFitting(free: GPUBuffer[], sizeInBytes: number): GPUBuffer | null {
  const fitting = free.filter(({ size }) => size >= sizeInBytes && size <= 2 * sizeInBytes);
  const best = fitting.reduce<GPUBuffer | null>(
    (least, each) => (least && least.size <= each.size ? least : each),
    null,
  );
  if (best) free.splice(free.indexOf(best), 1);
  return best;
}
