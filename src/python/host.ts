/** What Python's packages ask of TypeScript besides the dialects themselves. */
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../keras/index.ts';
import * as torch from '../torch/index.ts';
import { defaultGenerator as torchGenerator } from '../torch/random/default-generator.ts';
import { onWarning } from '../torch/warnings.ts';
import { completeTextOf, textOf } from '../torch/operations/printed-text.ts';
import { transforms } from '../torchvision/index.ts';
import type { Figure } from './figure.ts';
import { Heap } from './heap.ts';
import { imagePixels } from './image-pixels.ts';
import { interruptSignal } from './interrupt-signal.ts';
import { kerasHost, kindOfKeras } from './keras-host.ts';
import { numpy } from './numpy-host.ts';
import { vision } from './vision-host.ts';

type FunctionOfPython = (...values: readonly unknown[]) => unknown;

/** By which Python knows a tensor again. */
const numbers = new WeakMap<torch.Tensor, number>();
let lastNumber = 0;

function numberOf(tensor: torch.Tensor): number {
  const number = numbers.get(tensor) ?? (lastNumber += 1);
  numbers.set(tensor, number);
  return number;
}

/** Of each storage, a number that stands for the address of its memory. */
const addresses = new WeakMap<object, number>();

/** Where a tensor's first element lies: tensors that share memory have addresses near each other. */
function addressOf(tensor: torch.Tensor): number {
  const start = addresses.get(tensor.storage) ?? (lastNumber += 1) * 2 ** 32;
  addresses.set(tensor.storage, start);
  return start + 4 * tensor.storageOffset();
}

/** Results with names, such as the values and indices of `max`. */
function isPair(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'length' in value && value.constructor === Object;
}

/** A class of operations whose forward and backward are Python's. */
function functionClass(name: string, forward: FunctionOfPython, backward: FunctionOfPython): unknown {
  const type = class extends torch.autograd.Function {
    static override forward(...values: readonly unknown[]) {
      return forward(...values);
    }
    static override backward(...values: readonly unknown[]) {
      return backward(...values) as torch.Tensor;
    }
  };
  Object.defineProperty(type, 'name', { value: name });
  return Object.assign((...inputs: readonly never[]) => type.apply(...inputs), { apply: type.apply.bind(type) });
}

function mustWait(tensor: torch.Tensor): boolean {
  return tf.getBackend() === 'webgpu' && tensor.hostValues === null;
}

/** @param typeName a type that the dialect holds as another one, such as float64. */
function repr(tensor: torch.Tensor, typeName: string): string | Promise<string> {
  if (mustWait(tensor)) return completeTextOf(tensor, typeName);
  return typeName === '' ? String(tensor) : textOf(tensor, typeName);
}

/** Names of all members of a class's instances. */
function membersOf(prototype: object): string[] {
  const parent: unknown = Object.getPrototypeOf(prototype);
  const inherited = parent === Object.prototype || parent === null ? [] : membersOf(parent as object);
  return [...inherited, ...Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor')];
}

/** Names of those that are functions. */
function methodsOf(prototype: object): string[] {
  const isMethod = (name: string) => {
    const owner = ownerOf(prototype, name);
    return typeof Object.getOwnPropertyDescriptor(owner, name)?.value === 'function';
  };
  return membersOf(prototype).filter(isMethod);
}

function ownerOf(prototype: object, name: string): object {
  return Object.hasOwn(prototype, name) ? prototype : ownerOf(Object.getPrototypeOf(prototype) as object, name);
}

const heap = new Heap();
const showNothing: (figure: Figure) => void = () => undefined;

export const host = {
  torch,
  keras,
  tf: kerasHost,
  numpy,
  heap,
  transforms,
  vision,
  /** @returns the name by which Python knows how to take a thing over. */
  kindOf(value: unknown): string | number {
    if (value instanceof torch.Tensor) return value.isParameter ? -numberOf(value) : numberOf(value);
    if (value instanceof torch.autograd.GradientNode) return 'node';
    if (Array.isArray(value)) return 'list';
    if (isPair(value)) return 'pair';
    return kindOfKeras(value) ?? 'object';
  },
  /** All values of a tensor, row by row; a promise where they have to be waited for. */
  read: (tensor: torch.Tensor) => (mustWait(tensor) ? tensor.numpy() : tensor.numpySync()),
  repr,
  addressOf,
  onWarning,
  mustWait,
  first: ([value]: ArrayLike<number> & Iterable<number>) => value,
  set: (owner: object, name: string, value: unknown) => void Reflect.set(owner, name, value),
  membersOf,
  methodsOf,
  parametersOf: (module: torch.nn.Module) => [...module.namedParameters({ recurse: false })],
  buffersOf: (module: torch.nn.Module) => [...module.namedBuffers({ recurse: false })],
  isModuleClass: (value: unknown) => typeof value === 'function' && value.prototype instanceof torch.nn.Module,
  isOptimizerClass: (value: unknown) => typeof value === 'function' && 'step' in (value.prototype ?? {}),
  methodOf:
    (name: string) =>
    (owner: Record<string, FunctionOfPython>, ...values: unknown[]): unknown =>
      owner[name]?.(...values),
  hasMember: (owner: object, name: string) => name in owner,
  /** Sets a field of a layer where it has one. */
  setMember: (owner: object, name: string, value: unknown) => {
    if (name in owner) Reflect.set(owner, name, value);
  },
  delete: (owner: object, name: string) => void Reflect.deleteProperty(owner, name),
  functionClass,
  drawSeed: (generator: { nextSeed(): unknown }) => void generator.nextSeed(),
  randomOrder: (length: number, options: object) =>
    Int32Array.from(
      new torch.utils.data.RandomSampler(
        Array.from({ length }, () => 0),
        options,
      ),
    ),
  namesOf: (namespace: object) => Object.keys(namespace),
  newInstance: (type: new (...values: unknown[]) => unknown, ...values: unknown[]) => new type(...values),
  defaultGenerator: torchGenerator,
  isNull: (value: unknown) => value === null,
  isSame: (one: unknown, other: unknown) => one === other,
  /** A tensor of numbers row by row. */
  tensorOf: (values: readonly number[], shape: readonly number[], dtype: torch.DType) =>
    torch.tensor(Float64Array.from(values), { dtype }).reshape([...shape]),
  record: (entries: readonly (readonly [string, unknown])[]) => Object.fromEntries(entries),
  isFunction: (value: unknown) => typeof value === 'function',
  /** The framework's own words. */
  messageOf: (error: Error & { readonly fact?: string }) => error.fact ?? error.message,
  /** How to go on. */
  fixOf: ({ message, fact }: Error & { readonly fact?: string }) =>
    fact === undefined ? '' : message.slice(fact.length).replace(/^\.?\s*/, ''),
  imagePixels,
  endProgram: () => interruptSignal.end(),
  beginWaiting: () => interruptSignal.beginWaiting(),
  endWaiting: () => interruptSignal.endWaiting(),
  /** Takes each figure that a program shows; the interpreter puts its own function here. */
  showFigure: showNothing,
};
