/**
 * What `matplotlib.pyplot` hands to the page, which draws it: plain data, so that it can be sent from the worker. A colour
 * is `C0` to `C9` of Matplotlib's cycle, which the page maps to colours of its theme, or a colour of CSS.
 */
export interface Figure {
  /** The number that `plt.figure` gave it. */
  readonly number: number;
  /** Inches, as `figsize` has them. */
  readonly width: number;
  readonly height: number;
  /** `suptitle`, or empty. */
  readonly title: string;
  /** The grid that the cells of all axes lie in. */
  readonly rows: number;
  readonly columns: number;
  readonly axes: readonly Axes[];
}

/** One plot of a figure. */
export interface Axes {
  /** Where it lies in the grid, from 0 on. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** The number of the axes in the figure over which it lies with a y axis of its own on the right, after `twinx`. */
  readonly twinOf: number | null;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** False after `axis('off')`: neither axes nor a frame. */
  readonly isFramed: boolean;
  /** Whether a unit is as long on the x axis as on the y axis, as in images. */
  readonly isEqual: boolean;
  readonly legend: Legend | null;
  readonly colourBar: ColourBar | null;
  readonly series: readonly Series[];
}

export interface Axis {
  readonly label: string;
  /** At the left or the bottom, then at the right or the top: the first can be the greater. */
  readonly limits: readonly [number, number];
  readonly scale: 'linear' | 'log';
  /** Where it has ticks; null where the page chooses. */
  readonly ticks: readonly number[] | null;
  /** Their texts; null for the numbers. */
  readonly tickLabels: readonly string[] | null;
  /** Degrees, against the clock. */
  readonly tickRotation: number;
  /** Whether only whole numbers may be ticks that the page chooses. */
  readonly hasIntegerTicks: boolean;
  /** Whether the texts of ticks are shown: the inner plots of a grid that shares its axes have none. */
  readonly areTicksLabelled: boolean;
  readonly hasGrid: boolean;
}

export interface Legend {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
}

/** @property axes the number of the plot in the figure whose series it names */
export interface LegendEntry {
  readonly label: string;
  readonly axes: number;
  readonly series: number;
}

/** @property series the number of the image or the points in the same plot whose colours it explains */
export interface ColourBar {
  readonly label: string;
  readonly series: number;
}

export type Series =
  LineSeries | PointSeries | BarSeries | ImageSeries | RuleSeries | BandSeries | SpanSeries | TextSeries;

interface Labelled {
  /** Of the legend; one that begins with an underscore is in none. */
  readonly label: string;
  /** From 0, not to be seen, to 1. */
  readonly alpha: number;
}

export type LineStyle = 'solid' | 'dashed' | 'dashdot' | 'dotted' | 'none';

/** `plot`. A point whose coordinates are not finite parts the line. */
export interface LineSeries extends Labelled {
  readonly kind: 'line';
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly colour: string;
  readonly lineStyle: LineStyle;
  /** Points: 1/72 inch. */
  readonly lineWidth: number;
  /** Matplotlib's letter, or null for none. */
  readonly marker: string | null;
  /** Points across. */
  readonly markerSize: number;
}

/** `scatter`. */
export interface PointSeries extends Labelled {
  readonly kind: 'points';
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** One for all, or one for each; none where the values say it. */
  readonly colours: readonly string[];
  readonly mapped: MappedColours | null;
  /** Square points: one for all, or one for each. */
  readonly sizes: readonly number[];
  readonly marker: string;
}

/** Numbers shown by colours of a colormap: the least of its range as its first, the greatest as its last. */
export interface MappedColours extends ColourRange {
  readonly values: readonly number[];
}

export interface ColourRange {
  readonly colormap: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** `bar`, `barh` and `hist`. */
export interface BarSeries extends Labelled {
  readonly kind: 'bars';
  readonly direction: 'up' | 'right';
  /** Left edges of bars that go up, lower edges of bars to the right. */
  readonly edges: readonly number[];
  readonly thicknesses: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** One for all, or one for each. */
  readonly colours: readonly string[];
  readonly edgeColour: string | null;
}

/** `imshow`. */
export interface ImageSeries extends Labelled {
  readonly kind: 'image';
  readonly width: number;
  readonly height: number;
  /** 1: places in the colormap, from 0 to 255. 3 and 4: RGB and RGBA. */
  readonly channels: 1 | 3 | 4;
  /** Row by row, the first of them at the top of the extent, `width * height * channels`. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Null for RGB. */
  readonly range: ColourRange | null;
  /** Edges in coordinates of the axes: left, right, bottom, top. */
  readonly extent: readonly [number, number, number, number];
}

/** `axhline` and `axvline`: a straight line through the whole plot. */
export interface RuleSeries extends Labelled {
  readonly kind: 'rule';
  readonly direction: 'horizontal' | 'vertical';
  readonly at: number;
  readonly colour: string;
  readonly lineStyle: LineStyle;
  readonly lineWidth: number;
}

/** `fill_between`: the area between two lines. */
export interface BandSeries extends Labelled {
  readonly kind: 'band';
  readonly x: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly colour: string;
}

/** `axhspan` and `axvspan`: a stripe through the whole plot. */
export interface SpanSeries extends Labelled {
  readonly kind: 'span';
  readonly direction: 'horizontal' | 'vertical';
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** `text` and `annotate`. */
export interface TextSeries extends Labelled {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Whether x and y are parts of the width and the height of the plot, after `transform=ax.transAxes`. */
  readonly isRelative: boolean;
  readonly colour: string;
  readonly horizontal: 'left' | 'center' | 'right';
  readonly vertical: 'top' | 'center' | 'baseline' | 'bottom';
  readonly rotation: number;
  /** Where its arrow points in coordinates of the axes. */
  readonly arrowTo: readonly [number, number] | null;
}
