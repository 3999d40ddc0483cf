import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale';
import type { Axes, Axis } from '../../src/python/figure.ts';

export type PlotScale = ScaleContinuousNumeric<number, number>;

/** Where a plot draws its data, in pixels of its `svg`, and the scales that lead there. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: PlotScale;
  readonly y: PlotScale;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const TITLE_PIXELS = 20;
export const LEGEND_ROW_PIXELS = 18;
const LABEL_PIXELS = 18;
const TICK_PIXELS = 20;
const Y_TICK_PIXELS = 40;
const EDGE_PIXELS = 8;
/** A column of colours, and the texts beside it. */
export const COLOUR_BAR = { gap: 10, width: 12, text: 44 };
const PIXELS_PER_LETTER = 7;

/** What lies around the data of a plot. */
export interface Surroundings {
  readonly legendRows: number;
  readonly hasTwin: boolean;
}

/** Lays a plot out in the size of its `svg`. */
export function plotArea(axes: Axes, size: Size, { legendRows, hasTwin }: Surroundings): PlotArea {
  const { x, y, isFramed } = axes;
  const title = axes.title === '' ? 0 : TITLE_PIXELS * axes.title.split('\n').length;
  const yLabel = isFramed && y.label !== '' ? LABEL_PIXELS : 0;
  const [left, right] = [isFramed ? yTickRoom(y) + yLabel : 2, rightRoom(axes, hasTwin)];
  const ticks = xTickRoom(x, size.width - left - right);
  const margin = {
    top: title + legendRows * LEGEND_ROW_PIXELS + (isFramed ? EDGE_PIXELS : 2),
    bottom: isFramed ? ticks + (x.label === '' ? 0 : LABEL_PIXELS) + 2 : 2,
    left,
    right,
  };
  const box = {
    left: margin.left,
    right: Math.max(size.width - margin.right, margin.left + 1),
    top: margin.top,
    bottom: Math.max(size.height - margin.bottom, margin.top + 1),
  };
  const area = axes.isEqual ? equalBox(axes, box) : box;
  return {
    ...area,
    x: scaleOf(x).range([area.left, area.right]),
    y: scaleOf(y).range([area.bottom, area.top]),
  };
}

function scaleOf({ scale, limits }: Axis): PlotScale {
  return scale === 'log' ? scaleLog(limits, [0, 1]) : scaleLinear(limits, [0, 1]);
}

function rightRoom(axes: Axes, hasTwin: boolean): number {
  const bar = axes.colourBar
    ? COLOUR_BAR.gap + COLOUR_BAR.width + COLOUR_BAR.text + (axes.colourBar.label ? 16 : 0)
    : 0;
  const edge = axes.isFramed ? 14 : 2;
  return Math.max(bar, hasTwin ? Y_TICK_PIXELS + LABEL_PIXELS : 0, edge);
}

/** Pixels that the ticks of an x axis need below it. */
export function xTickRoom(axis: Axis, width: number): number {
  if (!axis.areTicksLabelled || axis.ticks?.length === 0) return 6;
  const slope = Math.abs(Math.sin((xRotation(axis, width) * Math.PI) / 180));
  return TICK_PIXELS + slope * longestLabel(axis) * PIXELS_PER_LETTER;
}

/** How the texts of an x axis are turned, in degrees against the clock: also where they would run into each other. */
export function xRotation(axis: Axis, width: number): number {
  if (axis.tickRotation !== 0 || !axis.tickLabels) return axis.tickRotation;
  const needed = axis.tickLabels.length * (longestLabel(axis) + 1) * PIXELS_PER_LETTER;
  return needed > width ? 45 : 0;
}

function longestLabel({ tickLabels }: Axis): number {
  return Math.max(0, ...(tickLabels ?? []).map(({ length }) => length));
}

function yTickRoom(axis: Axis): number {
  if (!axis.areTicksLabelled || axis.ticks?.length === 0) return 6;
  return axis.tickLabels === null ? Y_TICK_PIXELS : Math.max(16, 10 + longestLabel(axis) * PIXELS_PER_LETTER);
}

/** The greatest box in the middle of another in which a unit is as long on both axes. */
function equalBox({ x, y }: Axes, box: Omit<PlotArea, 'x' | 'y'>): Omit<PlotArea, 'x' | 'y'> {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const units = { x: Math.abs(x.limits[1] - x.limits[0]), y: Math.abs(y.limits[1] - y.limits[0]) };
  const unit = Math.min(width / units.x, height / units.y);
  const [free, freeBelow] = [width - unit * units.x, height - unit * units.y];
  return { left: box.left + free / 2, right: box.right - free / 2, top: box.top, bottom: box.bottom - freeBelow };
}
