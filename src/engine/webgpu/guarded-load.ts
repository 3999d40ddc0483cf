/** WGSL that reads the operands of a tiled product, and 0 beyond them. */
import { loadVector } from './vectors.ts';
import { range } from './wgsl.ts';

/** How many numbers a shader reads from a buffer at once. */
export type Component = 1 | 4;

/** Components in which a buffer of rows of `channels` numbers can be read. */
export function componentOf(channels: number): Component {
  return channels % 4 === 0 ? 4 : 1;
}

/** A WGSL function that reads numbers at `index`, one or four, or gives 0 where `condition` does not hold. */
export function guardedLoad(
  buffer: string,
  component: Component,
  parameters: string,
  body: string,
  condition: string,
): string {
  const { type, load } = loadVector(buffer, component, component === 4);
  return `
    fn ${buffer}At(${parameters}) -> ${type} {
      ${body}
      return select(${type}(0.0), ${load('index')}, ${condition});
    }`;
}

/** Expression of a vec4 by a function of {@link guardedLoad}, whose last argument counts the numbers. */
export function fourAt(buffer: string, component: Component, rest: string, first: string): string {
  if (component === 4) return `${buffer}At(${rest}${first})`;
  return `vec4<f32>(${range(4)
    .map((i) => `${buffer}At(${rest}${first} + ${i})`)
    .join(', ')})`;
}

/** A matrix [terms, columns] as it lies in memory. */
export function matrixLoad(buffer: string, component: Component): string {
  const index = `let index = term * uniforms.outputChannels + column;`;
  return guardedLoad(buffer, component, 'term : i32, last : i32, column : i32', index, 'term < last');
}
