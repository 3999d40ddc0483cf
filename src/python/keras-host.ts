/** What Python's packages tensorflow and keras ask of TypeScript besides the dialect and TensorFlow.js themselves. */
import * as tf from '@tensorflow/tfjs-core';
import { layers, LayerVariable, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beginRecording } from '../keras/gradient-tape.ts';
import * as keras from '../keras/index.ts';
import { collectingCallLosses, isInStep } from '../keras/layers/call-context.ts';
import type { CallArguments } from '../keras/layers/layer.ts';
import type { CustomObjects } from '../keras/layers/registry.ts';
import { variableOf } from '../keras/layers/weight.ts';
import { oneHot } from '../keras/one-hot.ts';
import { keepModelsIn } from '../keras/models/storage.ts';
import { sendOutputTo } from '../keras/printing.ts';
import { LossFunctionWrapper, type LossFunction } from '../keras/losses/loss.ts';
import { LearningRateSchedule } from '../keras/optimizers/schedules/learning-rate-schedule.ts';
import { summaryText } from '../keras/summary-text.ts';
import { describeModel } from '../keras/summary.ts';
import { asList } from '../keras/utils/lists.ts';
import { toSnakeCase, uniqueName } from '../keras/utils/unique-name.ts';
import type { DatasetName } from '../training/protocol.ts';
import {
  callbackOf,
  customClass,
  layerClass,
  modelClass,
  PythonLayer,
  PythonMetric,
  PythonModel,
  PythonSchedule,
  type Hooks,
  type PythonFunction,
} from './keras-classes.ts';
import { random } from './keras-random.ts';
import { slice, type Index } from './tensor-index.ts';
import { Interruption } from './interruption.ts';
import { vision } from './vision-host.ts';

/** @returns the name by which Python knows how to take a thing over; null where it is none of TensorFlow's or Keras's. */
export function kindOfKeras(value: unknown): string | null {
  if (value instanceof tf.Variable) return 'tf.Variable';
  if (value instanceof tf.Tensor) return 'tf.Tensor';
  if (value instanceof LayerVariable) return 'keras.Weight';
  if (value instanceof SymbolicTensor) return 'keras.KerasTensor';
  if (value instanceof layers.Layer) return 'keras.Layer';
  if (value instanceof keras.Optimizer) return 'keras.Optimizer';
  if (value instanceof keras.Metric) return 'keras.Metric';
  if (value instanceof keras.Loss) return 'keras.Loss';
  return null;
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;
let lastVariable = 0;

/** By which Python knows an object again. */
function numberOf(object: object): number {
  const number = numbers.get(object) ?? (lastNumber += 1);
  numbers.set(object, number);
  return number;
}

/** Constructors of the classes of a namespace that are of one kind, by name. */
function classesIn(namespace: object, base: abstract new (...values: never[]) => unknown): [string, unknown][] {
  return Object.entries(namespace).filter(
    ([, value]: [string, unknown]) => typeof value === 'function' && value.prototype instanceof base,
  );
}

function mustWait(): boolean {
  return tf.getBackend() === 'webgpu';
}

/** Whole numbers stay whole where TensorFlow.js would make them real. */
function floorDivide(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return a.dtype === 'int32' ? tf.floorDiv(a, b) : tf.tidy(() => tf.floor(tf.div(a, b)));
}

/** The norm of several tensors together. */
function globalNorm(tensors: readonly (tf.Tensor | null)[]): tf.Tensor {
  return tf.tidy(() => {
    const squares = tensors.flatMap((tensor) => (tensor ? [tf.sum(tf.square(tensor))] : []));
    return tf.sqrt(tf.addN(squares));
  });
}

/** Tensors scaled so that their global norm is at most `most`, and that norm before. */
function clipByGlobalNorm(tensors: readonly (tf.Tensor | null)[], most: tf.Tensor): (tf.Tensor | null)[] {
  const norm = globalNorm(tensors);
  const factor = tf.tidy(() => tf.div(most, tf.maximum(norm, most)));
  const clipped = tensors.map((tensor) => (tensor ? tf.mul(tensor, factor) : null));
  factor.dispose();
  return [...clipped, norm];
}

export const kerasHost = {
  keras,
  core: tf,
  kindOf: kindOfKeras,
  numberOf,
  idOf: (tensor: tf.Tensor) => tensor.id,
  namesOf: (namespace: object) => Object.keys(namespace),
  layerClasses: () => classesIn(keras.layers, layers.Layer),
  lossClasses: () => classesIn(keras.losses, keras.Loss),
  metricClasses: () => classesIn(keras.metrics, keras.Metric),
  optimizerClasses: () => classesIn(keras.optimizers, keras.Optimizer),
  scheduleClasses: () => classesIn(keras.optimizers.schedules, LearningRateSchedule),
  callbackClasses: () => classesIn(keras.callbacks, keras.callbacks.Callback),
  classesOf: (namespace: object, base: abstract new (...values: never[]) => unknown) => classesIn(namespace, base),
  isNull: (value: unknown) => value === null || value === undefined,
  entriesOf: (record: object) => Object.entries(record),
  setEntry: (record: object, name: string, value: unknown) => void Reflect.set(record, name, value),
  /** The name that the reader gave to an input; null of other tensors. */
  nameOfInput: ({ name, sourceLayer }: SymbolicTensor) =>
    sourceLayer.getClassName() === 'InputLayer' && !/^input_layer(_\d+)?$/.test(name) ? name : null,
  classNameOf: (layer: layers.Layer) => layer.getClassName(),
  sendOutputTo,
  uniqueName,
  nameForClass: (className: string) => uniqueName(toSnakeCase(className)),

  // Tensors.
  /** A tensor of numbers row by row, which are copied. */
  tensorOf: (values: ArrayLike<number | bigint | boolean>, shape: readonly number[], dtype: tf.DataType) => {
    if (dtype === 'bool') return tf.tensor(Uint8Array.from(values, Number), [...shape], dtype);
    if (dtype === 'int32') return tf.tensor(Int32Array.from(values, Number), [...shape], dtype);
    const data = values instanceof Float32Array ? values.slice() : Float32Array.from(values, Number);
    return tf.tensor(data, [...shape], dtype);
  },
  scalarOf: (value: number, dtype: 'float32' | 'int32' | 'bool') => tf.scalar(value, dtype),
  read: (tensor: tf.Tensor) => (mustWait() ? tensor.data() : tensor.dataSync()),
  /** float32 numbers as the float64 numbers with their shortest decimals: 0.1 and not 0.10000000149. */
  shortestDigits: (values: Float32Array) => Float64Array.from(values, shortestDigits),
  dispose: (tensor: tf.Tensor) => tensor.dispose(),
  /** A tensor of its own with the same values, which another owner may free. */
  share: (tensor: tf.Tensor) => tf.clone(tensor),
  shareAll: (entries: readonly (readonly [string, tf.Tensor])[]) =>
    Object.fromEntries(entries.map(([name, tensor]) => [name, tf.clone(tensor)])),
  variableOf,
  numTensors: () => tf.memory().numTensors,

  /** Operations that TensorFlow.js has under the same arguments, and those that it composes. */
  operations: {
    ...tf,
    slice,
    floorDivide,
    globalNorm,
    clipByGlobalNorm,
    oneHot,
    reshape: (x: tf.Tensor, shape: readonly number[]) => tf.reshape(x, [...shape]),
    rsqrt: (x: tf.Tensor) => tf.rsqrt(x),
    fill: (shape: readonly number[], value: number, dtype: 'float32' | 'int32' | 'bool') =>
      tf.fill([...shape], value, dtype),
    max: (x: tf.Tensor, axis: number | number[] | null, keepDims: boolean) => tf.max(x, axis ?? undefined, keepDims),
    variance: (x: tf.Tensor, axis: number | number[] | null, keepDims: boolean) =>
      tf.tidy(() => tf.moments(x, axis ?? undefined, keepDims).variance),
    deviation: (x: tf.Tensor, axis: number | number[] | null, keepDims: boolean) =>
      tf.tidy(() => tf.sqrt(tf.moments(x, axis ?? undefined, keepDims).variance)),
    scatterUpdate: (x: tf.Tensor, indices: tf.Tensor, updates: tf.Tensor) =>
      tf.tensorScatterUpdate(x, indices, updates),
    range: (start: number, stop: number, step: number, dtype: 'float32' | 'int32') =>
      tf.range(start, stop, step, dtype),
  },

  random,

  /** What a function with a gradient of its own gives to TensorFlow.js. */
  customResult: (value: tf.Tensor, gradFunc: PythonFunction) => ({ value, gradFunc }),

  // The tape.
  beginRecording,
  gradient: (tape: keras.GradientTape, target: tf.Tensor[], sources: tf.Tensor[], keywords: object) =>
    tape.gradient(target, sources, keywords),

  // Variables.
  newVariable: (value: tf.Tensor, trainable: boolean) =>
    new keras.Variable({ initializer: value, trainable, name: `python_variable_${(lastVariable += 1)}` }),
  assign: (variable: tf.Variable | LayerVariable, value: tf.Tensor) => {
    const target = variableOf(variable);
    tf.tidy(() => target.assign(tf.cast(value, target.dtype)));
  },
  /** Assigns to the part that indices name. */
  assignPart: (variable: tf.Variable, indices: readonly Index[], value: tf.Tensor) =>
    tf.tidy(() => {
      const places = slice(tf.reshape(tf.range(0, variable.size, 1, 'int32'), variable.shape), indices);
      const flat = tf.reshape(tf.broadcastTo(tf.cast(value, variable.dtype), places.shape), [places.size]);
      const where = tf.reshape(places, [places.size, 1]);
      const updated = tf.tensorScatterUpdate(tf.reshape(variable, [variable.size]), where, flat);
      variable.assign(tf.reshape(updated, variable.shape));
    }),

  // Layers and models.
  apply: (layer: layers.Layer, inputs: tf.Tensor | tf.Tensor[], keywords: CallArguments) =>
    layer.apply(inputs, { ...keywords }),
  isInStep,
  /** A call by itself: its outputs, and the losses that layers added in it. */
  applyAlone: (layer: layers.Layer, inputs: tf.Tensor | tf.Tensor[], keywords: CallArguments) => {
    const { result, losses } = collectingCallLosses(() => layer.apply(inputs, { ...keywords }));
    return [result, losses];
  },
  modelClass,
  layerClass,
  setHooks: (owner: PythonModel | PythonLayer, hooks: Hooks) => void (owner.hooks = hooks),
  /** Lets a model or a layer of Python find the layers that it has as attributes. */
  track: (owner: object, name: string, value: layers.Layer | readonly layers.Layer[]) => {
    if (owner instanceof PythonLayer) owner.own.push(...asList<layers.Layer>(value));
    else Reflect.set(owner, `attribute_${name}`, value);
  },
  /** Loss and metrics of a batch, for a step of one's own. */
  computeLoss: (model: PythonModel, y: tf.Tensor | tf.Tensor[], outputs: tf.Tensor | tf.Tensor[]) =>
    tf.tidy(() => model.lossOfOutputs(asList(y), asList(outputs))),
  updateCompileMetrics: (model: PythonModel, y: tf.Tensor | tf.Tensor[], outputs: tf.Tensor | tf.Tensor[]) =>
    model.updateCompileMetrics(asList(y), asList(outputs)),
  compileMetricsResults: (model: PythonModel) => model.compileMetricsResults(),
  customClass,
  loadModel: (place: string, customObjects: CustomObjects, compile: boolean) =>
    keras.models.loadModel(place, { customObjects, compile }),
  /** Keeps saved models in files of Python. */
  keepModelsIn: (write: PythonFunction, read: PythonFunction) =>
    keepModelsIn({
      write,
      read: (name) => {
        const found = read(name);
        if (!found) return null;
        const [topology, weights] = found as [string, Uint8Array];
        return { topology, weights };
      },
    }),
  summaryText: (model: keras.Model, options: object) => summaryText(describeModel(model), options),
  newCallback: callbackOf,
  newInterruption: () => new Interruption(),
  newLoss: (loss: LossFunction, name: string, reduction: 'sum_over_batch_size') =>
    new LossFunctionWrapper(loss, { name, reduction }),
  newSchedule: (rateOf: PythonFunction) => new PythonSchedule(rateOf),
  newMetric: (name: string, hooks: Hooks) => new PythonMetric(name, hooks),
  /** The training and the test images that the site carries of a set. */
  loadImages: async (name: DatasetName) => {
    const [train, test] = await Promise.all([vision.load(name, 'train'), vision.load(name, 'test')]);
    return { train, test };
  },
  /** What `model.fit` takes for a data set: Python gives the next element, or null at the end. */
  datasetOf: (size: number | null, start: PythonFunction) => ({
    ...(size !== null && { size }),
    [Symbol.iterator]: () => {
      const next = start() as PythonFunction;
      return {
        next: () => {
          const value = next();
          return value === null ? { done: true, value: null } : { done: false, value };
        },
      };
    },
  }),
};

function shortestDigits(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
