/** The integers 0 to `count` - 1. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** One WGSL snippet for each index, on lines of their own: a loop unrolled before the shader compiler sees it. */
export function unrolled(indices: readonly number[], snippet: (index: number) => string): string {
  return indices.map(snippet).join('\n');
}
