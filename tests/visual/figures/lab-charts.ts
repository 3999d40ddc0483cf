import { batchesPerEpoch, labPresets, type LabChoices } from '../../../components/callback-lab/lab-presets.ts';
import { rangeChart } from '../../../components/callback-lab/range-curves.ts';
import { rateChart } from '../../../components/callback-lab/rate-curves.ts';
import { timelineTable } from '../../../components/callback-lab/timeline.ts';
import { dataTable } from '../../../components/charts/data-table.ts';
import { lineChart, type LineChartData } from '../../../components/charts/line-chart.ts';
import { kerasSchedules, torchSchedules } from '../../../src/schedules/catalogue.ts';
import { drawSchedules } from '../../../src/training/callback-lab/draw-schedules.ts';
import type { DialectName, LabEvent } from '../../../src/training/protocol.ts';
import { box, emptySvg, type Figure } from '../figure.ts';

function chart(data: LineChartData): Element {
  const svg = emptySvg('');
  lineChart(svg, data);
  return box('lab-chart', 'torch', [svg]);
}

/** Schedules as they are drawn ahead, and over them this share of the run's steps. */
function rates(choices: LabChoices, share: number): Element {
  const lab = labPresets(choices).standard;
  const drawn = drawSchedules(lab);
  const { training } = lab;
  const runBatchesPerEpoch = batchesPerEpoch(training);
  const dialects = new Map(
    training.dialects.map((dialect) => {
      const all = drawn[dialect].rates;
      return [dialect, { drawn: drawn[dialect], run: all.slice(0, share * all.length), runBatchesPerEpoch }] as const;
    }),
  );
  return chart(rateChart({ epochs: training.epochs, batchesPerEpoch: runBatchesPerEpoch, dialects }));
}

const event = (source: string, epoch: number, action: LabEvent['action'], mark: string): LabEvent => ({
  source,
  action,
  epoch,
  mark,
  text: '',
  value: '',
});

function timeline(dialect: DialectName, events: readonly LabEvent[], epochs: number): Element {
  const table = document.createElement('table');
  table.className = 'lab-epochs';
  dataTable(table, timelineTable(dialect, events, epochs));
  const section = document.createElement('section');
  section.append(box('lab-scroll', dialect, [table]));
  return box('lab-timeline', dialect, [section]);
}

/** Falls, rises, and leaves the chart, as a loss at ever larger rates does. */
const rangePoints = Array.from({ length: 100 }, (_, step) => {
  const smoothed = step < 85 ? 2.35 - 1.6 / (1 + Math.exp((45 - step) / 8)) : 0.75 * 1.5 ** (step - 85);
  return { rate: 10 ** (-5 + (6 * step) / 99), loss: smoothed * (1 + 0.08 * Math.sin(step * 1.7)), smoothed };
});

export const labCharts: Readonly<Record<string, Figure>> = {
  ...Object.fromEntries(torchSchedules.map(({ name }) => [`torch-${name}`, () => rates({ torch: { name } }, 0.6)])),
  ...Object.fromEntries(kerasSchedules.map(({ name }) => [`keras-${name}`, () => rates({ keras: { name } }, 1)])),
  aheadOnly: () => rates({ torch: { name: 'OneCycleLR' }, keras: { name: 'CosineDecay' } }, 0),
  otherThanMeant: () =>
    rates({ dialects: 'torch', torch: { name: 'StepLR' }, stepAfter: 'batch', schedulerFirst: true }, 0.4),
  oneRateAndLongRun: () => rates({ presets: { standard: { epochs: 100 } } }, 0.3),
  timeline: () =>
    timeline(
      'keras',
      [
        ...Array.from({ length: 12 }, (_, epoch) => event('ReduceLROnPlateau', epoch + 1, 'reduced', '0.00094868')),
        event('EarlyStopping', 11, 'waited', '1/2'),
        event('EarlyStopping', 12, 'stopped', 'stop'),
        event('EarlyStopping', 12, 'restored', 'restore 10'),
        event('ModelCheckpoint', 1, 'saved', 'saved'),
      ],
      12,
    ),
  timelineOfTorch: () =>
    timeline('torch', [event('OwnCallback', 2, 'fired', 'fired'), event('StepLR', 3, 'set', '0.0015')], 4),
  rangeTest: () => chart(rangeChart(rangePoints)),
  rangeTestBegun: () => chart(rangeChart(rangePoints.slice(0, 1))),
};
