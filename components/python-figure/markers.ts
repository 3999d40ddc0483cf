import {
  symbol,
  symbolAsterisk,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolPlus,
  symbolSquare,
  symbolStar,
  symbolTimes,
  symbolTriangle,
  type SymbolType,
} from 'd3-shape';

/** A marker around the point 0, 0. */
export interface Marker {
  /** The `d` of a path. */
  readonly path: string;
  /** Degrees with the clock. */
  readonly turn: number;
  /** Whether it has an area, or is drawn with a line. */
  readonly isFilled: boolean;
}

const corners: Readonly<Record<string, number>> = { p: 5, h: 6, H: 6, '8': 8 };
const turns: Readonly<Record<string, number>> = { v: 180, '<': -90, '>': 90, '1': 180 };
const types: Readonly<Record<string, SymbolType>> = {
  s: symbolSquare,
  ',': symbolSquare,
  D: symbolDiamond,
  d: symbolDiamond,
  '*': symbolStar,
  P: symbolCross,
  X: symbolTimes,
  x: symbolTimes,
  '+': symbolPlus,
  '1': symbolAsterisk,
  '2': symbolAsterisk,
  '3': symbolAsterisk,
  '4': symbolAsterisk,
  '^': symbolTriangle,
  v: symbolTriangle,
  '<': symbolTriangle,
  '>': symbolTriangle,
};
const drawnWithLine = new Set<SymbolType>([symbolTimes, symbolPlus, symbolAsterisk]);

/**
 * The marker that one of Matplotlib's letters stands for; a circle for one without a drawing here.
 *
 * @param pixels across
 */
export function markerOf(letter: string, pixels: number): Marker {
  const turn = turns[letter] ?? 0;
  const radius = pixels / 2;
  if (letter === '|') return { path: `M0,${-radius}V${radius}`, turn, isFilled: false };
  if (letter === '_') return { path: `M${-radius},0H${radius}`, turn, isFilled: false };
  const count = corners[letter];
  if (count !== undefined) return { path: polygon(count, radius), turn, isFilled: true };
  const type = types[letter] ?? symbolCircle;
  const across = letter === '.' ? pixels / 2 : letter === ',' ? 1 : pixels;
  const area = type === symbolCircle ? (Math.PI * across ** 2) / 4 : 0.6 * across ** 2;
  return { path: symbol(type, area)() ?? '', turn, isFilled: !drawnWithLine.has(type) };
}

function polygon(count: number, radius: number): string {
  const points = Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}
