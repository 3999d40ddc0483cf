import type { Axes, Axis, Figure, ImageSeries, LineSeries, Series } from '../../../../src/python/figure.ts';

/** An axis from 0 to 10 without any settings. */
export function axis(settings: Partial<Axis> = {}): Axis {
  return {
    label: '',
    limits: [0, 10],
    scale: 'linear',
    ticks: null,
    tickLabels: null,
    tickRotation: 0,
    hasIntegerTicks: false,
    areTicksLabelled: true,
    hasGrid: false,
    ...settings,
  };
}

export function axes(series: readonly Series[], settings: Partial<Axes> = {}): Axes {
  return {
    row: 0,
    column: 0,
    rowSpan: 1,
    columnSpan: 1,
    twinOf: null,
    title: '',
    x: axis(),
    y: axis(),
    isFramed: true,
    isEqual: false,
    legend: null,
    colourBar: null,
    series,
    ...settings,
  };
}

export function figure(plots: readonly Axes[], settings: Partial<Figure> = {}): Figure {
  return { number: 1, width: 6.4, height: 4.8, title: '', rows: 1, columns: 1, axes: plots, ...settings };
}

export const line: LineSeries = {
  kind: 'line',
  label: 'training',
  alpha: 1,
  x: [0, 5, 10],
  y: [0, 10, Number.NaN],
  colour: 'C0',
  lineStyle: 'dashed',
  lineWidth: 1.5,
  marker: 'o',
  markerSize: 6,
};

export const bars: Series = {
  kind: 'bars',
  label: '',
  alpha: 1,
  direction: 'up',
  edges: [0.6, 1.6],
  thicknesses: [0.8, 0.8],
  starts: [0, 1],
  ends: [5, 10],
  colours: ['C0', 'red'],
  edgeColour: null,
};

export const image: ImageSeries = {
  kind: 'image',
  label: '',
  alpha: 1,
  width: 2,
  height: 1,
  channels: 1,
  pixels: new Uint8ClampedArray([0, 255]),
  range: { colormap: 'gray', minimum: 0, maximum: 1 },
  extent: [-0.5, 1.5, 0.5, -0.5],
};
