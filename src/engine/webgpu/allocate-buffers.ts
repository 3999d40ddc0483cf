import { isVirtual, type LoweredGraph, type Resource, type VirtualBuffer } from './lowered-graph.ts';

/** As a GPUBuffer says it, in bytes. */
interface RealBuffer {
  readonly size: number;
}

interface Lifetime {
  readonly first: number;
  last: number;
}

/**
 * Gives each virtual buffer of a graph a real one. Two share one where the first is no longer needed when the second
 * begins; those of `kept` are shared with none. What has to lie in another one gets no buffer of its own.
 *
 * @param create makes a real buffer of a size in bytes.
 */
export function allocateBuffers<Real extends RealBuffer>(
  graph: Pick<LoweredGraph, 'commands' | 'parts'>,
  kept: ReadonlySet<VirtualBuffer>,
  create: (sizeInBytes: number) => Real,
): ReadonlyMap<VirtualBuffer, Real> {
  const lifetimes = lifetimesOf(graph);
  const keptWholes = new Set([...kept].map((buffer) => wholeOf(buffer, graph)));
  const places = new Map<VirtualBuffer, Real>();
  const free: Real[] = [];
  graph.commands.forEach((_, index) => {
    for (const [buffer, { first }] of lifetimes) {
      if (first === index) places.set(buffer, takeFitting(free, buffer.sizeInBytes) ?? create(buffer.sizeInBytes));
    }
    for (const [buffer, { last }] of lifetimes) {
      const place = last === index && !keptWholes.has(buffer) ? places.get(buffer) : undefined;
      if (place) free.push(place);
    }
  });
  return places;
}

function lifetimesOf(graph: Pick<LoweredGraph, 'commands' | 'parts'>): ReadonlyMap<VirtualBuffer, Lifetime> {
  const lifetimes = new Map<VirtualBuffer, Lifetime>();
  graph.commands.forEach(({ bindings }, index) => {
    for (const buffer of bindings.map(({ resource }) => resource).filter(isVirtual)) {
      const whole = wholeOf(buffer, graph);
      const lifetime = lifetimes.get(whole);
      if (lifetime) lifetime.last = index;
      else lifetimes.set(whole, { first: index, last: index });
    }
  });
  return lifetimes;
}

function wholeOf(buffer: VirtualBuffer, { parts }: Pick<LoweredGraph, 'parts'>): VirtualBuffer {
  return parts.get(buffer)?.whole ?? buffer;
}

/** The real place of a resource of the graph. */
export function realPlace(
  resource: Resource,
  { parts }: LoweredGraph,
  places: ReadonlyMap<VirtualBuffer, GPUBuffer>,
): GPUBufferBinding {
  if (!isVirtual(resource)) return resource;
  const part = parts.get(resource);
  const buffer = places.get(part?.whole ?? resource);
  if (!buffer) throw new Error('No command uses this buffer.');
  return { buffer, offset: part?.offsetInBytes ?? 0, size: resource.sizeInBytes };
}

/** Takes the smallest free buffer that is large enough, if it is not more than twice as large. */
function takeFitting<Real extends RealBuffer>(free: Real[], sizeInBytes: number): Real | null {
  const [best] = free
    .filter(({ size }) => size >= sizeInBytes && size <= 2 * sizeInBytes)
    .sort((a, b) => a.size - b.size);
  if (best) free.splice(free.indexOf(best), 1);
  return best ?? null;
}
