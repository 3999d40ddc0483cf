import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { stepValue } from '../../engine/step-value.ts';
import { enableGrad } from '../autograd/grad-mode.ts';
import { KeyError, RuntimeError, ValueError } from '../errors.ts';
import { clearGradient, type ZeroGradParameters } from '../nn/clear-gradient.ts';
import { formatFloat, formatPython, type PythonValue } from '../nn/python-values.ts';
import { tensor as tensorOf } from '../operations/creation.ts';
import { formatShape, sameShape } from '../shape.ts';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { warn } from '../warnings.ts';
import type { ParamGroup } from './param-group.ts';

/** What every optimizer lets one set for each group of parameters. */
export interface OptimizerOptions extends ParamGroup {
  /** Factor of the parameter that is added to its gradient, an L2 penalty. */
  weightDecay: number;
  /** Whether to go up the gradient instead of down. */
  maximize: boolean;
  /** How PyTorch carries out an update. Groups and state dicts have these as PyTorch's do; here they change nothing. */
  foreach: boolean | null;
  differentiable: boolean;
  capturable?: boolean;
  fused?: boolean | null;
}

/** Parameters that share their options. */
export type ParameterGroup<Options extends OptimizerOptions> = Options & { params: Tensor[] };

/** A group as a caller describes it: what it leaves out is as in the optimizer's arguments. */
type GroupArgument<Options extends OptimizerOptions> = Partial<Options> & {
  readonly params: Tensor | Iterable<Tensor>;
};

/** Parameters, or groups of them. */
type ParametersArgument<Options extends OptimizerOptions> = Iterable<Tensor> | Iterable<GroupArgument<Options>>;

/** The arguments of an optimizer: what it optimizes, and the options of all groups. */
export type OptimizerArguments<Options extends OptimizerOptions> = Partial<Options> & {
  readonly params: ParametersArgument<Options>;
};

/** State of an optimizer, with parameters by number: as Optimizer.state_dict, with names in camelCase. */
export interface OptimizerStateDict<Options extends OptimizerOptions> {
  readonly state: Readonly<Record<number, Readonly<Record<string, Tensor>>>>;
  readonly paramGroups: readonly (Omit<ParameterGroup<Options>, 'params'> & { readonly params: readonly number[] })[];
}

/** The same with the count of steps as a tensor or as a number. */
type LoadedState<Options extends OptimizerOptions> = Pick<OptimizerStateDict<Options>, 'paramGroups'> & {
  readonly state: Readonly<Record<number, { readonly step?: Tensor | number } & Readonly<Record<string, Tensor>>>>;
};

/** Counts of steps and running means of one parameter. */
interface ParameterState {
  step: number;
  readonly tensors: Map<string, Tensor>;
}

/** The numbers in the `step` tensors of states, so that a state can be loaded without asking the device for them. */
const countsOfSteps = new WeakMap<Tensor, number>();

/**
 * Base of the optimizers, as torch.optim.Optimizer.
 *
 * States outlive scopes, as parameters do: `dispose` frees them.
 *
 * @source https://docs.pytorch.org/docs/stable/optim.html
 */
export abstract class Optimizer<Options extends OptimizerOptions = OptimizerOptions> {
  /** Groups of parameters with their options, which schedulers change. */
  readonly paramGroups: ParameterGroup<Options>[] = [];
  /** Options of a group that names none. */
  readonly defaults: Options;
  /** Number of calls of `step`, for schedulers to see that they come after. */
  stepCount = 0;
  readonly #states = new Map<Tensor, ParameterState>();
  /** Whether a value of the step that runs counts it. */
  #isStepCounted = false;

  /**
   * @throws {ValueError} when there is no parameter, one is in two groups, or an option is out of its range.
   * @throws {TypeError} when what is to be optimized is no list of tensors or of groups.
   */
  constructor(parameters: ParametersArgument<Options>, defaults: Options) {
    this.defaults = defaults;
    if (parameters instanceof Tensor) {
      throw new TypeError(
        'params argument given to the optimizer should be an iterable of Tensors or dicts, but got a tensor. Pass [it].',
      );
    }
    const given = [...parameters];
    const [first] = given;
    if (first === undefined) throw new ValueError('optimizer got an empty parameter list');
    const groups = isGroup(first) ? given : [{ params: given }];
    for (const group of groups as readonly GroupArgument<Options>[]) this.addParamGroup(group);
  }

  /**
   * Adds parameters with options of their own: Optimizer.add_param_group.
   *
   * @throws {ValueError} when a parameter is in a group already or is no leaf, or an option is out of its range.
   * @throws {KeyError} when the group has no `params`.
   * @throws {TypeError} when one of these is no tensor.
   */
  addParamGroup(group: GroupArgument<Options>): void {
    if (!('params' in group)) throw new KeyError("'params': a group of parameters needs them.");
    const params = group.params instanceof Tensor ? [group.params] : [...group.params];
    for (const parameter of params) requireOptimizable(parameter);
    const known = this.#parameters();
    if (params.some((parameter) => known.includes(parameter))) {
      throw new ValueError('some parameters appear in more than one parameter group');
    }
    if (new Set(params).size < params.length) {
      warn(
        'optimizer contains a parameter group with duplicate parameters. Each of them changes more than once a step.',
      );
    }
    const complete = { ...this.defaults, ...group, params };
    this.checkOptions(complete);
    this.paramGroups.push(complete);
  }

  /**
   * One update of every parameter that has a gradient.
   *
   * @param closure computes the loss again and calls backward; its result is returned.
   */
  step<Loss>(closure?: () => Loss): Loss | null {
    const loss = closure ? enableGrad(closure) : null;
    const stepsBefore = this.stepCount;
    this.#isStepCounted = false;
    for (const group of this.paramGroups) {
      const parameters = group.params.filter((parameter) => parameter.grad);
      parameters.forEach(requireFittingGradient);
      this.updateGroup(parameters, group);
    }
    // Where nothing was to change.
    if (this.stepCount === stepsBefore) this.stepCount += 1;
    return loss;
  }

  /** Clears all gradients, so that the next backward starts anew: to null, or to zeros unless `setToNone`. */
  zeroGrad(...values: Arguments<ZeroGradParameters, ['setToNone']>): void {
    const { setToNone = true } = bindArguments<ZeroGradParameters>(['setToNone'], values);
    for (const parameter of this.#parameters()) clearGradient(parameter, setToNone);
  }

  /** The state of every parameter and the options of every group, to be kept and given to `loadStateDict`. */
  stateDict(): OptimizerStateDict<Options> {
    const parameters = this.#parameters();
    const states = parameters.flatMap((parameter, index) => {
      const state = this.#states.get(parameter);
      return state ? [[index, this.#stateOf(state)] as const] : [];
    });
    const paramGroups = this.paramGroups.map(({ params, ...options }) => ({
      ...options,
      params: params.map((parameter) => parameters.indexOf(parameter)),
    }));
    return {
      state: Object.fromEntries(states),
      paramGroups: paramGroups,
    };
  }

  /**
   * Goes on from a state that `stateDict` gave.
   *
   * @throws {ValueError} when the groups are others.
   */
  loadStateDict({ state, paramGroups }: LoadedState<Options>): void {
    if (
      paramGroups.length !== this.paramGroups.length ||
      paramGroups.some(({ params }, index) => params.length !== this.paramGroups[index]?.params.length)
    ) {
      throw new ValueError(
        "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
      );
    }
    this.paramGroups.forEach((group, index) => Object.assign(group, { ...paramGroups[index], params: group.params }));
    for (const [index, parameter] of this.#parameters().entries()) {
      const { step, ...tensors } = state[index] ?? {};
      const own = this.stateOf(parameter);
      own.step = step instanceof Tensor ? (countsOfSteps.get(step) ?? step.numpySync()[0] ?? 0) : (step ?? 0);
      for (const [name, value] of Object.entries(tensors)) {
        this.keep(parameter, name, value.valuesIn(parameter.order));
      }
    }
  }

  /** The state of each parameter that has been updated, by the parameter. */
  get state(): ReadonlyMap<Tensor, Readonly<Record<string, Tensor>>> {
    return new Map([...this.#states].map(([parameter, state]) => [parameter, this.#stateOf(state)]));
  }

  /** As PyTorch prints an optimizer: the options of each group in the order of the alphabet. */
  toString(): string {
    const groups = this.paramGroups.map((group, index) => {
      const lines = Object.entries(group)
        .filter(([name]) => name !== 'params')
        .map(([name, value]) => `    ${inSnakeCase(name)}: ${formatOption(name, value as PythonValue)}\n`)
        .sort();
      return `Parameter Group ${index}\n${lines.join('')}`;
    });
    return `${this.constructor.name} (\n${groups.join('\n')})`;
  }

  /** Frees the optimizer's state, not the parameters. */
  dispose(): void {
    for (const { tensors } of this.#states.values()) for (const state of tensors.values()) state.dispose();
    this.#states.clear();
  }

  /** Changes parameters of one group, which all have gradients. */
  protected abstract updateGroup(parameters: readonly Tensor[], options: Options): void;

  /**
   * `compute` for a value of the step, see `stepValue`. One of a step counts it too, so that a step which is replayed
   * is counted.
   */
  protected ofStep<Values>(compute: () => Values): () => Values {
    if (this.#isStepCounted) return compute;
    this.#isStepCounted = true;
    return () => {
      this.stepCount += 1;
      return compute();
    };
  }

  /** A number that changes from step to step, as a tensor; `compute` may count the step of a parameter. */
  protected stepNumber(compute: () => number): tf.Tensor {
    return stepValue(
      this.ofStep(() => Float32Array.of(compute())),
      [],
    );
  }

  /** @throws {ValueError} when an option is out of its range. */
  protected checkOptions({ lr, weightDecay }: Options): void {
    requireAtLeastZero('learning rate', lr);
    requireAtLeastZero('weight_decay value', weightDecay);
  }

  /** Counts and tensors of one parameter. */
  protected stateOf(parameter: Tensor): ParameterState {
    const state = this.#states.get(parameter) ?? { step: 0, tensors: new Map<string, Tensor>() };
    this.#states.set(parameter, state);
    return state;
  }

  /** Whether values `name` of a parameter are kept. */
  protected hasKept(parameter: Tensor, name: string): boolean {
    return this.#states.get(parameter)?.tensors.has(name) ?? false;
  }

  /** The kept values `name` of a parameter, or null before there are any. */
  protected kept(parameter: Tensor, name: string): tf.Tensor | null {
    return this.#states.get(parameter)?.tensors.get(name)?.valuesIn(parameter.order) ?? null;
  }

  /** The kept tensor `name` of a parameter, which is 0 at first and lies as `values` lie. */
  protected keptOrZeros(parameter: Tensor, name: string, values: tf.Tensor): Tensor {
    const { tensors } = this.stateOf(parameter);
    const known = tensors.get(name);
    if (known) return known;
    const zeros = new Tensor(Storage.fromDevice(tf.zerosLike(values), parameter.order)).persist();
    tensors.set(name, zeros);
    return zeros;
  }

  /** Keeps values for the next step, in the place of the former ones. Returns them. */
  protected keep(parameter: Tensor, name: string, values: tf.Tensor): tf.Tensor {
    const { tensors } = this.stateOf(parameter);
    const before = tensors.get(name);
    const { order } = parameter;
    if (before) before.storage.replaceDevice(tf.clone(values), order);
    else tensors.set(name, new Tensor(Storage.fromDevice(tf.clone(values), order)).persist());
    return values;
  }

  #parameters(): Tensor[] {
    return this.paramGroups.flatMap(({ params }) => params);
  }

  #stateOf({ step, tensors }: ParameterState): Readonly<Record<string, Tensor>> {
    const values = Object.fromEntries(tensors);
    if (step === 0) return values;
    const count = tensorOf(step, { dtype: 'float32' });
    countsOfSteps.set(count, step);
    return { step: count, ...values };
  }
}

/** Whether it is a group of parameters, and not one. */
function isGroup(item: object): boolean {
  return Object.getPrototypeOf(item) === Object.prototype;
}

function requireOptimizable(parameter: unknown): void {
  if (!(parameter instanceof Tensor)) {
    throw new TypeError(`optimizer can only optimize Tensors, but one of the params is ${typeof parameter}.`);
  }
  if (!parameter.isLeaf) throw new ValueError("can't optimize a non-leaf Tensor");
}

function requireFittingGradient({ grad, shape }: Tensor): void {
  if (!grad || sameShape(grad.shape, shape)) return;
  throw new RuntimeError(
    `a gradient of shape ${formatShape(grad.shape)} does not fit a parameter of shape ${formatShape(shape)}`,
  );
}

function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** As Python prints it; a learning rate is a float. */
function formatOption(name: string, value: PythonValue): string {
  return name === 'lr' && typeof value === 'number' ? formatFloat(value, value) : formatPython(value);
}

/** @throws {ValueError} as PyTorch words it. */
export function requireAtLeastZero(name: string, value: number): void {
  if (!(value >= 0)) throw new ValueError(`Invalid ${name}: ${value}`, 'It has to be at least 0.');
}
