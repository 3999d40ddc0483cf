/** All figures by the widget whose styles they take, for a page of the site that has this widget. */
import { startCpuBackend } from '../../src/engine/cpu/backend.ts';
import type { Figure } from './figure.ts';
import { filmGraphs } from './figures/film-graphs.ts';
import { lineCharts } from './figures/line-charts.ts';
import { modelDiagrams } from './figures/model-diagrams.ts';
import { placementDiagrams } from './figures/placement-diagrams.ts';
import { tensorGrids } from './figures/tensor-grids.ts';

const figures: Readonly<Record<string, Readonly<Record<string, Figure>>>> = {
  'autograd-visualizer': filmGraphs,
  'cnn-trainer': lineCharts,
  'device-placement': placementDiagrams,
  'graph-view': modelDiagrams,
  'tensor-playground': tensorGrids,
};

/** Draws all figures of a widget in the place of what the experiment shows, each in a `figure` with its name as id. */
export async function drawFigures(kind: string): Promise<readonly string[]> {
  await startCpuBackend();
  const experiment = document.querySelector(`[data-kind="${kind}"]`);
  if (!experiment) throw new Error(`This page has no ${kind}.`);
  experiment.replaceChildren();
  const drawn = Object.entries(figures[kind] ?? {});
  for (const [name, figure] of drawn) {
    const frame = document.createElement('figure');
    frame.id = name;
    frame.style.cssText = 'margin: 0; padding: 1rem; overflow-x: auto';
    frame.append(await figure());
    experiment.append(frame);
  }
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
        .filter((other) => overlap(text, other))
        .map((other) => `“${text.textContent}” lies on “${other.textContent}”`),
    ),
  ];
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width * height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
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
