import { FitChart } from '../../../components/loss-surface/fit-chart.ts';
import { LossChart } from '../../../components/loss-surface/loss-chart.ts';
import { RaceHistory } from '../../../components/loss-surface/race-history.ts';
import { parseSurfaceForm, type SurfaceForm } from '../../../components/loss-surface/surface-form.ts';
import { SurfaceMap } from '../../../components/loss-surface/surface-map.ts';
import { surfacePreset } from '../../../components/loss-surface/surface-presets.ts';
import { surfaceProblems } from '../../../components/loss-surface/surface-problems.ts';
import { Gate } from '../../../src/training/gate.ts';
import { runLossSurface } from '../../../src/training/loss-surface/run-loss-surface.ts';
import type { SurfaceProblemName } from '../../../src/training/protocol.ts';
import { box, emptySvg, type Figure } from '../figure.ts';

/** A race of all eight optimizers, as the widget runs it. */
async function race(problem: SurfaceProblemName, differing: Partial<SurfaceForm>): Promise<RaceHistory> {
  const form = { ...surfacePreset('full', problem, 'torch'), epochs: '30', gridSize: '33', ...differing };
  const settings = parseSurfaceForm(form);
  if ('field' in settings) throw new Error(settings.fact);
  const histories: RaceHistory[] = [];
  await runLossSurface(
    { type: 'surface', runId: 1, backend: 'auto', settings },
    {
      gate: new Gate(() => undefined),
      now: () => performance.now(),
      report: (report) => {
        if (report.type === 'surface') histories.push(new RaceHistory(settings, report));
        if (report.type === 'raced') histories[0]?.add(report);
      },
    },
  );
  const [history] = histories;
  if (!history) throw new Error('The race has told of no surface.');
  return history;
}

/** Map, fits and losses of one race. */
function plots(name: string, makeHistory: () => Promise<RaceHistory>): Readonly<Record<string, Figure>> {
  let made: Promise<RaceHistory> | null = null;
  const drawing = (className: string, draw: (svg: SVGSVGElement, history: RaceHistory) => void) => async () => {
    const svg = emptySvg('');
    draw(svg, await (made ??= makeHistory()));
    return box('surface-plots', 'torch', [box('surface-plot', 'torch', [box(className, 'torch', [svg])])]);
  };
  return {
    [`${name}-map`]: drawing('surface-pick', (svg, { settings, surface, paths }) => {
      const { losses, start } = surface;
      const map = { losses, gridSize: settings.gridSize };
      new SurfaceMap(svg, { problem: surfaceProblems[settings.problem], surface: map, paths, start });
    }),
    [`${name}-fits`]: drawing('surface-drawing', (svg, { settings, surface, paths }) => {
      new FitChart(svg, { problem: surfaceProblems[settings.problem], points: surface.points, paths });
    }),
    [`${name}-losses`]: drawing('surface-drawing', (svg, { settings, paths }) => {
      new LossChart(svg, { epochs: settings.epochs, paths });
    }),
  };
}

const tooLarge = surfacePreset('full', 'regression', 'torch').racers.map((racer) => ({ ...racer, learningRate: '10' }));

export const surfacePlots: Readonly<Record<string, Figure>> = {
  ...plots('regression', () => race('regression', {})),
  ...plots('network', () => race('network', { startX: '-3', startY: '4' })),
  ...plots('diverging', () => race('regression', { racers: tooLarge })),
  ...plots('atTheCorner', () => race('regression', { startX: '8', startY: '9', epochs: '1' })),
};
