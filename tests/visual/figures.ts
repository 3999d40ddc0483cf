/** All figures by the widget whose styles they take, for a page of the site that has this widget. */
import { startCpuBackend } from '../../src/engine/cpu/backend.ts';
import type { Figure } from './figure.ts';
import { barCharts } from './figures/bar-charts.ts';
import { filmGraphs } from './figures/film-graphs.ts';
import { labCharts } from './figures/lab-charts.ts';
import { lineCharts } from './figures/line-charts.ts';
import { modelDiagrams } from './figures/model-diagrams.ts';
import { placementDiagrams } from './figures/placement-diagrams.ts';
import { surfacePlots } from './figures/surface-plots.ts';
import { tensorGrids } from './figures/tensor-grids.ts';
import { trainerViews } from './figures/trainer-views.ts';

const figures: Readonly<Record<string, Readonly<Record<string, Figure>>>> = {
  'autograd-visualizer': filmGraphs,
  'callback-lab': labCharts,
  'cnn-trainer': { ...lineCharts, ...trainerViews },
  'device-placement': placementDiagrams,
  'eager-graph': barCharts,
  'graph-view': modelDiagrams,
  'loss-surface': surfacePlots,
  'tensor-playground': tensorGrids,
};

/** Draws all figures of a widget in the place of what the experiment shows, each in a `figure` with its name as id. */
export async function drawFigures(kind: string): Promise<readonly string[]> {
  await startCpuBackend();
  const experiment = document.querySelector(`[data-kind="${kind}"]`);
  if (!experiment) throw new Error(`This page has no ${kind}.`);
  const drawn = Object.entries(figures[kind] ?? {});
  const frames: HTMLElement[] = [];
  for (const [name, figure] of drawn) {
    const frame = document.createElement('figure');
    frame.id = name;
    frame.style.cssText = 'margin: 0; padding: 1rem; overflow-x: auto';
    frame.append(await figure());
    frames.push(frame);
  }
  // Figures may copy what is replaced here.
  experiment.replaceChildren(...frames);
  return drawn.map(([name]) => name);
}

/** What is wrong with a figure as it stands in the page, each in a few words. */
export function problemsOf(name: string): readonly string[] {
  const frame = document.getElementById(name);
  if (!frame) throw new Error(`There is no figure ${name}.`);
  const texts = [...frame.querySelectorAll('svg text:not(:has(tspan)), svg tspan')].filter(isSeen);
  return [
    ...(/NaN|undefined|Infinity/.test(frame.innerHTML) ? ['something is no number'] : []),
    ...texts.filter(isCut).map((text) => `“${text.textContent}” is cut off`),
    ...texts.flatMap((text, place) =>
      texts
        .slice(place + 1)
        .filter((other) => !isMoving(other) && overlap(text, other))
        .map((other) => `“${text.textContent}” lies on “${other.textContent}”`),
    ),
  ];
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width * height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Whether a text is on an opaque mark that moves over others, as a racer on its map. */
function isMoving(text: Element): boolean {
  return text.closest('.surface-heads') !== null;
}

/** Whether a text reaches out of its drawing, a pixel aside. */
function isCut(text: Element): boolean {
  const drawing = text.closest('svg')?.getBoundingClientRect();
  const { left, right, top, bottom } = text.getBoundingClientRect();
  if (!drawing) return false;
  return left < drawing.left - 1 || right > drawing.right + 1 || top < drawing.top - 1 || bottom > drawing.bottom + 1;
}

/** Whether more than the leading of two texts lies on each other. */
function overlap(first: Element, second: Element): boolean {
  const [a, b] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 2 && height > Math.min(a.height, b.height) / 3;
}
