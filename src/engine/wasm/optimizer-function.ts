import { HYPERPARAMETERS, stateCount, type AdamRule, type OptimizerRule, type SgdRule } from '../optimizer-rule.ts';
import { advance, defineFunction, i32, repeat, type Code, type FunctionCode, type Local } from './assembler.ts';
import { fours, ones, type Numbers } from './numbers.ts';

/** What the arithmetic of a rule is written with. */
interface Terms {
  readonly numbers: Numbers;
  /** The parameter before, shrunk by weight decay where that is decoupled. */
  readonly parameter: Code;
  /** In the direction to go down, with what weight decay adds where that is coupled. */
  readonly gradient: Code;
  readonly states: readonly Local[];
  readonly hyperparameter: (name: string) => Code;
}

const PARAMETERS = ['parameter', 'gradient', 'state0', 'state1', 'state2', 'hyperparameters', 'count'] as const;

/**
 * One step of an optimizer by this rule: `fours` for blocks of 4 numbers, `ones` for single ones. Each operation rounds
 * to float32, in the order of the rule.
 *
 * Parameters: addresses of a parameter, its gradient, its states, of which a rule may have less, and the hyperparameters
 * of the step; the count of blocks or of numbers, which is not 0.
 */
export function optimizerFunctions(rule: OptimizerRule): FunctionCode[] {
  return [optimizerFunction('fours', rule, fours), optimizerFunction('ones', rule, ones)];
}

function optimizerFunction(name: string, rule: OptimizerRule, numbers: Numbers): FunctionCode {
  return defineFunction(name, PARAMETERS, (parameters, local) => {
    const names = HYPERPARAMETERS[rule.kind];
    const hyperparameters = new Map<string, Local>(
      names.map((hyperparameter) => [hyperparameter, local(numbers.type)]),
    );
    const load = [...hyperparameters.values()].flatMap((value, index) =>
      value.set(numbers.loadSame(parameters.hyperparameters.get, index * 4)),
    );
    const hyperparameter = (wanted: string): Code => hyperparameters.get(wanted)?.get ?? [];
    const addresses = [parameters.state0, parameters.state1, parameters.state2].slice(0, stateCount(rule));
    const [before, gradient, parameter] = [local(numbers.type), local(numbers.type), local(numbers.type)];
    const states = addresses.map(() => local(numbers.type));

    const decayed = numbers.mul(before.get, hyperparameter('decay'));
    const shrunk = rule.arithmetic === 'pytorch' ? decayed : numbers.sub(before.get, decayed);
    const loaded = numbers.load(parameters.gradient.get);
    const downhill = rule.maximize ? numbers.negate(loaded) : loaded;
    const terms = { numbers, parameter: parameter.get, gradient: gradient.get, states, hyperparameter };
    const step = [
      ...before.set(numbers.load(parameters.parameter.get)),
      ...parameter.set(rule.weightDecay === 'decoupled' ? shrunk : before.get),
      ...gradient.set(rule.weightDecay === 'coupled' ? numbers.add(downhill, decayed) : downhill),
      ...states.flatMap((state, index) => state.set(numbers.load(addresses[index]?.get ?? []))),
      ...(rule.kind === 'sgd' ? descend(rule, terms, parameter) : adapt(rule, terms, parameter)),
      ...numbers.store(parameters.parameter.get, parameter.get),
      ...states.flatMap((state, index) => numbers.store(addresses[index]?.get ?? [], state.get)),
      ...[parameters.parameter, parameters.gradient, ...addresses].flatMap((address) =>
        advance(address, i32.constant(numbers.bytes)),
      ),
    ];
    return [...load, ...repeat(parameters.count, step)];
  });
}

function descend(rule: SgdRule, { numbers, parameter, gradient, states, hyperparameter }: Terms, result: Local): Code {
  const { add, mul, sub } = numbers;
  const [momentum] = states;
  const change = mul(gradient, hyperparameter('learningRate'));
  if (!momentum) return result.set(sub(parameter, change));
  // Code reads a variable where it runs: once the momentum is set, this is what is kept of the new one.
  const kept = mul(momentum.get, hyperparameter('momentum'));
  if (rule.arithmetic === 'pytorch') {
    const ahead = add(gradient, kept);
    return [
      ...momentum.set(add(kept, mul(gradient, hyperparameter('gradientShare')))),
      ...result.set(sub(parameter, mul(rule.nesterov ? ahead : momentum.get, hyperparameter('learningRate')))),
    ];
  }
  const ahead = sub(kept, change);
  return [...momentum.set(ahead), ...result.set(add(parameter, rule.nesterov ? ahead : momentum.get))];
}

function adapt(rule: AdamRule, { numbers, parameter, gradient, states, hyperparameter }: Terms, result: Local): Code {
  const { add, div, max, mul, sqrt, sub } = numbers;
  const [mean, square, largest] = states;
  if (!mean || !square) throw new TypeError('Adam needs a mean and a square for each parameter.');
  const isPyTorch = rule.arithmetic === 'pytorch';
  const [meanShare, squareShare] = [hyperparameter('meanShare'), hyperparameter('squareShare')];
  const nextSquare = isPyTorch
    ? add(mul(square.get, hyperparameter('beta2')), mul(mul(gradient, squareShare), gradient))
    : add(square.get, mul(sub(mul(gradient, gradient), square.get), squareShare));
  const root = sqrt((largest ?? square).get);
  const correctedRoot = isPyTorch ? div(root, hyperparameter('rootCorrection')) : root;
  const change = div(mul(mean.get, hyperparameter('stepSize')), add(correctedRoot, hyperparameter('epsilon')));
  return [
    ...mean.set(add(mean.get, mul(sub(gradient, mean.get), meanShare))),
    ...square.set(nextSquare),
    ...(largest ? largest.set(max(largest.get, square.get)) : []),
    ...result.set(sub(parameter, change)),
  ];
}
