import type { Axes, Figure, Series } from '../../src/python/figure.ts';

/** What a figure is called: its title, or its number. */
export function figureName({ title, number, axes }: Figure): string {
  const own = title === '' && axes.length === 1 ? (axes[0]?.title ?? '') : title;
  return own === '' ? `Figure ${number}` : own;
}

/** What a plot shows, in a few words, for whoever does not see it. */
export function plotDescription(axes: Axes, number: number, count: number): string {
  const place = count === 1 ? 'Plot' : `Plot ${number} of ${count}`;
  const name = axes.title === '' ? place : axes.title;
  const shown = [...new Set(axes.series.flatMap(seriesDescription))].join(', ');
  const labels = [axes.x.label && `x: ${axes.x.label}`, axes.y.label && `y: ${axes.y.label}`];
  return [`${name}: ${shown === '' ? 'empty' : shown}`, ...labels.filter((label) => label !== '')].join('; ');
}

const kinds: Readonly<Record<Series['kind'], string>> = {
  line: 'line',
  points: 'points',
  bars: 'bars',
  image: 'image',
  rule: 'straight line',
  band: 'area',
  span: 'stripe',
  text: 'text',
};

/** What a series is called, if it has no label. */
export function kindName({ kind }: Series): string {
  return kinds[kind];
}

function seriesDescription(series: Series): string[] {
  if (series.kind === 'text') return [series.text];
  if (series.kind === 'image') return [`image of ${series.width} by ${series.height} pixels`];
  return [isLabelled(series) ? `${kinds[series.kind]} ${series.label}` : kinds[series.kind]];
}

/** Whether a series has a name that is shown. */
export function isLabelled({ label }: Series): boolean {
  return label !== '' && !label.startsWith('_');
}
