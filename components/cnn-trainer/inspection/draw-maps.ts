import type { NumberMaps } from '../../../src/training/protocol.ts';

/** `light`: from black for the least to white for the largest. `signed`: blue below 0, white at 0, orange above. */
export type MapTone = 'light' | 'signed';

const MOST_COLUMNS = 8;
/** Numbers in a row are folded into lines of this many. */
const UNITS_OF_LINE = 32;

type Colour = readonly [number, number, number];

const white: Colour = [255, 255, 255];
const orange: Colour = [196, 72, 8];
const blue: Colour = [36, 67, 184];

/** Where the maps lie in one image, in its pixels, with a pixel between two. */
interface Layout {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws maps into one canvas, a pixel a number.
 *
 * @returns how many stand beside each other.
 */
export function drawMaps(canvas: HTMLCanvasElement, maps: NumberMaps, tone: MapTone): number {
  const folded = foldUnits(maps);
  const layout = layoutOf(folded);
  canvas.width = layout.width;
  canvas.height = layout.height;
  const pixels = new ImageData(layout.width, layout.height);
  const colourOf = colours(folded, tone);
  for (let map = 0; map < folded.count; map++) drawMap(pixels, folded, map, layout, colourOf);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return layout.columns;
}

/** Least and largest of some numbers; 0 and 0 of none. */
export function rangeOf(values: Float32Array): readonly [number, number] {
  if (values.length === 0) return [0, 0];
  return values.reduce<readonly [number, number]>(
    ([least, largest], value) => [Math.min(least, value), Math.max(largest, value)],
    [Infinity, -Infinity],
  );
}

/** Numbers in a row become one map of several lines. */
function foldUnits(maps: NumberMaps): NumberMaps {
  if (maps.height > 1 || maps.count > 1) return maps;
  const width = Math.min(UNITS_OF_LINE, maps.width);
  return { ...maps, width, height: Math.ceil(maps.width / width) };
}

function layoutOf({ count, width, height }: NumberMaps): Layout {
  const columns = Math.min(MOST_COLUMNS, count);
  const rows = Math.ceil(count / columns);
  return { columns, width: columns * (width + 1) - 1, height: rows * (height + 1) - 1 };
}

function drawMap(
  { data }: ImageData,
  { width, height, channels, values }: NumberMaps,
  map: number,
  { columns, width: lineWidth }: Layout,
  colourOf: (place: number) => Colour,
): void {
  const [left, top] = [(map % columns) * (width + 1), Math.floor(map / columns) * (height + 1)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = ((map * height + y) * width + x) * channels;
      if (place >= values.length) return;
      data.set([...colourOf(place), 255], 4 * ((top + y) * lineWidth + left + x));
    }
  }
}

/** The colour of the number, or the numbers of a colour, at a place. */
function colours({ channels, values }: NumberMaps, tone: MapTone): (place: number) => Colour {
  const [least, largest] = rangeOf(values);
  const most = Math.max(Math.abs(least), Math.abs(largest)) || 1;
  const at = (place: number) => values[place] ?? 0;
  if (channels === 3) {
    const part = (place: number) => Math.round((255 * (at(place) + most)) / (2 * most));
    return (place) => [part(place), part(place + 1), part(place + 2)];
  }
  if (tone === 'signed') {
    return (place) => mixed(white, at(place) < 0 ? blue : orange, Math.abs(at(place)) / most);
  }
  // Black is 0 where nothing is below it, as after a relu.
  const start = Math.min(0, least);
  const span = largest - start || 1;
  return (place) => {
    const grey = Math.round((255 * (at(place) - start)) / span);
    return [grey, grey, grey];
  };
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}
