import type { ColourRange } from '../../src/python/figure.ts';
import anchors from './colormaps.json';

/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

const PLACES = 256;
/** Colours of the qualitative map, by the cycle's names. */
const TAB10 = '1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf';
const tables: Readonly<Record<string, string>> = anchors;

/** Names of the colormaps that can be drawn, each also backwards as `name_r`. */
export const colormapNames: readonly string[] = [...Object.keys(tables), 'tab10'];

/**
 * The 256 colours of one of Matplotlib's colormaps. colormaps.json has 33 of them, evenly spaced, as Matplotlib 3.11 gives
 * them; between these is a straight line, which is within 4 of 255 for most maps, and within 10 for jet.
 *
 * @throws {Error} for a name that is not one of {@link colormapNames}.
 */
export function colormap(name: string): readonly Rgb[] {
  const isReversed = name.endsWith('_r');
  const base = isReversed ? name.slice(0, -2) : name;
  const colours = base === 'tab10' ? steps(rgbs(TAB10)) : between(rgbs(tables[base] ?? unknown(name)));
  return isReversed ? colours.toReversed() : colours;
}

/** The place of a value in a colormap, from 0 to 255. */
export function placeOf(value: number, { minimum, maximum }: ColourRange): number {
  const part = maximum > minimum ? (value - minimum) / (maximum - minimum) : 0;
  return Math.min(PLACES - 1, Math.max(0, Math.floor(part * PLACES)));
}

/** A colour as CSS has it. */
export function cssRgb([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

function unknown(name: string): never {
  throw new Error(`There is no colormap ${name}. Use one of ${colormapNames.join(', ')}.`);
}

function rgbs(hex: string): readonly Rgb[] {
  const byte = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16);
  return Array.from({ length: hex.length / 6 }, (_, index) => [
    byte(6 * index),
    byte(6 * index + 2),
    byte(6 * index + 4),
  ]);
}

function between(colours: readonly Rgb[]): readonly Rgb[] {
  return Array.from({ length: PLACES }, (_, place): Rgb => {
    const exact = (place / (PLACES - 1)) * (colours.length - 1);
    const index = Math.min(Math.floor(exact), colours.length - 2);
    const [from, to] = [colours[index] ?? [0, 0, 0], colours[index + 1] ?? [0, 0, 0]];
    const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * (exact - index));
    return [mix(0), mix(1), mix(2)];
  });
}

function steps(colours: readonly Rgb[]): readonly Rgb[] {
  const at = (place: number) => colours[Math.floor((place / PLACES) * colours.length)] ?? [0, 0, 0];
  return Array.from({ length: PLACES }, (_, place) => at(place));
}
