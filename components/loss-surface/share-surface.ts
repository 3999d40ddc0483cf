import type { DialectName, SurfaceProblemName } from '../../src/training/protocol.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { raceOptimizers } from './race-optimizers.ts';
import { parseSurfaceForm, type RacerForm, type SurfaceForm } from './surface-form.ts';

/** Before an optimizer that does not take part. */
const ABSENT = '-';

/** All of the form: `problem`, `api`, `epochs`, `grid`, `seed`, `start` as x,y, and `race` as sgd:0.01,-adam:0.05. */
export function writeSharedSurface(form: SurfaceForm): ReadonlyMap<string, string> {
  const { problem, dialect, epochs, gridSize, seed, startX, startY, racers } = form;
  const race = racers.map(
    ({ optimizer, takesPart, learningRate }) => `${takesPart ? '' : ABSENT}${optimizer}:${learningRate.trim()}`,
  );
  return new Map([
    ['problem', problem],
    ['api', dialect],
    ['epochs', epochs],
    ['grid', gridSize],
    ['seed', seed],
    ['start', startX.trim() === '' && startY.trim() === '' ? '' : `${startX},${startY}`],
    ['race', race.join()],
  ]);
}

/**
 * Reads the values of a share link.
 *
 * @throws {ShareLinkError} when one is missing or cannot be.
 */
export function readSharedSurface(values: ReadonlyMap<string, string>): SurfaceForm {
  const text = (key: string) => values.get(key) ?? '';
  const [startX = '', startY = '', ...more] = text('start').split(',');
  if (more.length > 0) throw new ShareLinkError('The link to this experiment has a start that is no position.');
  const form: SurfaceForm = {
    problem: readProblem(text('problem')),
    dialect: readDialect(text('api')),
    epochs: text('epochs'),
    gridSize: text('grid'),
    seed: text('seed'),
    startX,
    startY,
    racers: readRacers(text('race')),
  };
  const parsed = parseSurfaceForm(form);
  if ('field' in parsed)
    throw new ShareLinkError(`The link to this experiment has a setting that cannot be: ${parsed.fact}`);
  return form;
}

function readProblem(text: string): SurfaceProblemName {
  if (text === 'regression' || text === 'network') return text;
  throw new ShareLinkError('The link to this experiment names no problem that it has.');
}

function readDialect(text: string): DialectName {
  if (text === 'torch' || text === 'keras') return text;
  throw new ShareLinkError('The link to this experiment names no framework that it has.');
}

/** Each optimizer once, in the order of the rows. */
function readRacers(text: string): readonly RacerForm[] {
  const entries = text.split(',').map((entry) => {
    const [name = '', learningRate = '', ...more] = entry.split(':');
    return { name, learningRate, isWhole: more.length === 0 };
  });
  const racers = raceOptimizers.map(({ name }): RacerForm => {
    const [entry, ...again] = entries.filter((each) => each.name === name || each.name === ABSENT + name);
    if (!entry?.isWhole || again.length > 0) {
      throw new ShareLinkError('The link to this experiment does not name each optimizer once.');
    }
    return { optimizer: name, takesPart: entry.name === name, learningRate: entry.learningRate };
  });
  if (entries.length === racers.length) return racers;
  throw new ShareLinkError('The link to this experiment names an optimizer that it does not have.');
}
