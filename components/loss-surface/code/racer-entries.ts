import { indent, pythonFloat } from '../../../src/export/python-literals.ts';
import type { DialectName, LossSurfaceSettings } from '../../../src/training/protocol.ts';
import { raceOptimizer } from '../race-optimizers.ts';

/** Wider entries are broken: two programs stand beside each other. */
const LINE_WIDTH = 48;

/**
 * The entries of a program's dict of racers.
 *
 * @param options of an optimizer, from its class, learning rate and further arguments.
 */
export function racerEntries(
  { racers }: LossSurfaceSettings,
  dialect: DialectName,
  options: (className: string, learningRate: string, more: string) => string,
): string[] {
  return racers.flatMap(({ optimizer, learningRate }) => {
    const { label, python } = raceOptimizer(optimizer);
    const { className, more } = python[dialect];
    const call = options(className, pythonFloat(learningRate), more);
    const line = `"${label}": partial(${call}),`;
    return line.length <= LINE_WIDTH ? [line] : [`"${label}": partial(`, ...indent([call]), '),'];
  });
}
