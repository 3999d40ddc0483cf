import type {
  DialectName,
  LossSurfaceSettings,
  RaceOptimizerName,
  SurfacePosition,
  SurfaceProblemName,
} from '../../src/training/protocol.ts';
import { raceOptimizers } from './race-optimizers.ts';
import { surfaceProblems } from './surface-problems.ts';

/** Names of the fields that the reader types into. */
export type SurfaceFieldName = 'epochs' | 'gridSize' | 'seed' | 'startX' | 'startY' | RaceOptimizerName;

/** The settings as the form has them: texts, which may be nonsense. */
export interface SurfaceForm {
  readonly problem: SurfaceProblemName;
  readonly dialect: DialectName;
  readonly epochs: string;
  readonly gridSize: string;
  readonly seed: string;
  /** Both empty: the layer's own start. */
  readonly startX: string;
  readonly startY: string;
  /** Of every optimizer, whether it takes part, and its learning rate. */
  readonly racers: readonly RacerForm[];
}

export interface RacerForm {
  readonly optimizer: RaceOptimizerName;
  readonly takesPart: boolean;
  readonly learningRate: string;
}

/** A field that no run can begin with: a fact and a fix for the reader. */
export interface SurfaceFieldProblem {
  readonly field: SurfaceFieldName;
  readonly fact: string;
  readonly fix: string;
}

const wholeNumbers = [
  { field: 'epochs', label: 'Epochs', least: 1, most: 5_000 },
  { field: 'gridSize', label: 'The grid of the map', least: 5, most: 161 },
  { field: 'seed', label: 'Seed', least: 0, most: 2 ** 32 - 1 },
] as const;

const FARTHEST_START = 100;
const GREATEST_LEARNING_RATE = 10;

/** What a run is started with, or the first field that it cannot be started with. */
export function parseSurfaceForm(form: SurfaceForm): LossSurfaceSettings | SurfaceFieldProblem {
  for (const { field, label, least, most } of wholeNumbers) {
    const value = /^\d{1,10}$/.test(form[field].trim()) ? Number(form[field]) : NaN;
    if (value >= least && value <= most) continue;
    const fix = `Take a whole number, ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`;
    return { field, fact: `${label} cannot be ${quoted(form[field])}.`, fix };
  }
  const start = parseStart(form);
  if (start && 'field' in start) return start;
  const racers = form.racers.filter(({ takesPart }) => takesPart);
  if (racers.length === 0) {
    return { field: 'sgd', fact: 'No optimizer takes part.', fix: 'Tick one or more of them.' };
  }
  const wrong = racers.find(({ learningRate }) => !isLearningRate(learningRate));
  if (wrong) {
    const { label } = raceOptimizers.find(({ name }) => name === wrong.optimizer) ?? { label: wrong.optimizer };
    return {
      field: wrong.optimizer,
      fact: `The learning rate of ${label} cannot be ${quoted(wrong.learningRate)}.`,
      fix: `Take a number above 0, up to ${GREATEST_LEARNING_RATE}, such as 0.01.`,
    };
  }
  const { xDomain, yDomain } = surfaceProblems[form.problem];
  return {
    problem: form.problem,
    dialect: form.dialect,
    xDomain,
    yDomain,
    gridSize: Number(form.gridSize),
    epochs: Number(form.epochs),
    seed: Number(form.seed),
    start,
    racers: racers.map(({ optimizer, learningRate }) => ({ optimizer, learningRate: numberOf(learningRate) })),
  };
}

/** The chosen start, null for the layer's own, or what is wrong with one of the fields. */
function parseStart({ problem, startX, startY }: SurfaceForm): SurfacePosition | SurfaceFieldProblem | null {
  if (startX.trim() === '' && startY.trim() === '') return null;
  const texts = { startX, startY } as const;
  for (const [index, field] of (['startX', 'startY'] as const).entries()) {
    if (Math.abs(numberOf(texts[field])) <= FARTHEST_START) continue;
    const axis = surfaceProblems[problem].axes[index] ?? '';
    const isEmpty = texts[field].trim() === '';
    return {
      field,
      fact: isEmpty ? `The ${axis} has no start.` : `The ${axis} cannot start at ${quoted(texts[field])}.`,
      fix: `Take a number from −${FARTHEST_START} to ${FARTHEST_START}, or leave both fields empty.`,
    };
  }
  return [numberOf(startX), numberOf(startY)];
}

function isLearningRate(text: string): boolean {
  const value = numberOf(text);
  return value > 0 && value <= GREATEST_LEARNING_RATE;
}

/** A decimal number; NaN for any other text. */
function numberOf(text: string): number {
  return /^[-+−]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(text.trim()) ? Number(text.trim().replace('−', '-')) : NaN;
}

function quoted(text: string): string {
  return text.trim() === '' ? 'empty' : `“${text.slice(0, 20)}”`;
}
