import type { Tensor } from '@tensorflow/tfjs-core';
import { fuseKernels } from '../recording/fusion/fuse-kernels.ts';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import { changedBy } from '../recording/fusion/graph-index.ts';
import type { KernelGraph, Memory, Use } from '../recording/kernel-graph.ts';
import type { RepeatedStep } from '../recording/repeated-step.ts';
import type { KernelUse, StepPlan } from '../recording/step-recorder.ts';
import { AdoptedTensors } from './adopted-tensors.ts';
import { CommandList } from './command-list.ts';
import { ConstantTensors } from './constant-tensors.ts';
import { encodeCopies } from './encode-copies.ts';
import { HeldTensors } from './held-tensors.ts';
import { GivenValues } from './given-values.ts';
import { lowerGraph } from './lower-graph.ts';
import { isVirtual, type LoweredGraph, type VirtualBuffer } from './lowered-graph.ts';
import { packTensors } from './packed-tensors.ts';
import type { ResultRing } from './result-ring.ts';
import { StepFamily } from './step-family.ts';
import { StateTensors } from './state-tensors.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Plans the replay of a step on WebGPU, beside a plan of the same step for batches of another shape if there is one. */
export function planStep(
  backend: TrainingBackend,
  step: RepeatedStep,
  like: StepPlan | null,
): StepPlan | { readonly obstacle: string } {
  // tfjs frees tensors when it sends its commands: only then it is known which ones are left.
  backend.flush();
  const obstacle = obstacleOf(backend, step);
  if (obstacle !== null) return { obstacle };
  const family = like instanceof WebgpuStepPlan ? like.family : new StepFamily(backend, step.trace.results.length);
  return new WebgpuStepPlan(backend, step, family);
}

/** What the step changes must belong to it alone: else a copy that somebody keeps would change with it. */
function obstacleOf(backend: TrainingBackend, { trace, successors }: RepeatedStep): string | null {
  for (const [number, successor] of successors) {
    const dataId = trace.memories[successor]?.dataId;
    if (!dataId || !backend.tensorMap.has(dataId)) return 'it frees a tensor that the next step needs';
    if (number === successor) continue;
    if (backend.refCount(dataId) > 1) return 'somebody keeps a copy of its state';
    // The order of the copies at its end would matter.
    if (trace.memories[successor]?.origin.kind === 'external') return 'its tensors trade places';
  }
  const given = ['argument', 'constant', 'stepValue'];
  const isGiven = (memory: number) => given.includes(trace.memories[memory]?.origin.kind ?? '');
  return trace.nodes.flatMap(changedBy).some(isGiven) ? 'it changes a tensor that it was given' : null;
}

class WebgpuStepPlan implements StepPlan {
  readonly step: RepeatedStep;
  readonly family: StepFamily;
  readonly #backend: TrainingBackend;
  readonly #given: GivenValues;
  readonly #held: HeldTensors;
  readonly #states: StateTensors;
  readonly #constants: ConstantTensors;
  readonly #commands: CommandList;
  readonly #adopted: AdoptedTensors;

  /** What gives back what the plan holds, in the order in which it was taken. */
  readonly #releases: (() => void)[] = [];

  constructor(backend: TrainingBackend, step: RepeatedStep, family: StepFamily) {
    this.step = step;
    this.family = family;
    this.#backend = backend;
    try {
      const { trace, successors } = step;
      const { holders } = family;
      family.join();
      this.#holds(family, () => family.leave());
      this.#given = this.#holds(new GivenValues(backend), (given) => given.dispose());
      packOptimizerTensors(backend, step);
      for (const [number, successor] of successors) holders.set(number, dataIdOf(trace, successor));
      const numbers = [...successors.keys()];
      const isKept = (number: number) => successors.get(number) === number;
      const [replaced, kept] = [numbers.filter((number) => !isKept(number)), numbers.filter(isKept)];
      this.#states = this.#holds(new StateTensors(backend, replaced, holders), (states) => states.release());
      const keptIds = kept.map((number) => dataIdOf(trace, number));
      this.#held = this.#holds(new HeldTensors(backend, keptIds), (held) => held.release());
      const left = tensorsLeftBy(backend, trace, successors);
      const wanted = new Set([...left, ...successors.values(), ...trace.results.map(({ memory }) => memory)]);
      const fused = fuseKernels(trace, wanted, backend.device.limits.maxStorageBuffersPerShaderStage);
      this.#constants = this.#holds(new ConstantTensors(fused), (constants) => constants.dispose());
      const { graph } = this.#constants;
      const read = new Set(graph.nodes.flatMap(({ inputs }) => Object.values(inputs).map(({ memory }) => memory)));
      const places = trace.memories.map((memory, number) => {
        return read.has(number) || wanted.has(number) || successors.has(number) ? this.#placeOf(memory, number) : null;
      });
      const lowered = lowerGraph(backend, graph, places, (tensorOf) => {
        this.#recordHandOver(trace, successors, tensorOf);
        family.results.recordAppend(trace.results.map(tensorOf));
      });
      const leftBuffers = virtualBuffersOf(left, lowered);
      const commands = new CommandList(backend, lowered, new Set(leftBuffers.values()));
      this.#commands = this.#holds(commands, () => commands.dispose());
      for (const number of leftBuffers.keys()) holders.set(number, dataIdOf(trace, number));
      const leftPlaces = [...leftBuffers].map(([number, buffer]) => [number, commands.placeOf(buffer)] as const);
      this.#adopted = this.#holds(new AdoptedTensors(backend, new Map(leftPlaces), holders), (adopted) =>
        adopted.release(),
      );
    } catch (error) {
      // A step that cannot be recorded goes on eagerly, and nothing is to hold its tensors.
      this.dispose();
      throw error;
    }
  }

  get results(): ResultRing {
    return this.family.results;
  }

  get kernels(): ReadonlyMap<string, KernelUse> {
    return this.#commands.kernels;
  }

  get isMeasured(): boolean {
    return this.#commands.isTimed;
  }

  measureKernels(): void {
    this.#commands.measureKernels();
  }

  isValid(): boolean {
    // tfjs forgets a freed tensor when it sends its commands.
    this.#backend.flush();
    return this.#adopted.areAlive && this.#held.areInPlace() && this.#states.areAlive;
  }

  holderOf(number: number): object | null {
    return this.family.holders.get(number) ?? null;
  }

  replay(inputs: readonly Tensor[]): void {
    const { device } = this.#backend;
    this.#backend.flush();
    const encoder = device.createCommandEncoder();
    this.#states.adopt(encoder);
    this.#adopted.adopt(null);
    this.#given.give(encoder, inputs);
    this.#commands.encode(encoder);
    device.queue.submit([encoder.finish()]);
    this.#commands.noteSubmitted();
    this.family.results.noteAppended();
  }

  async finished(): Promise<void> {
    await this.#backend.device.queue.onSubmittedWorkDone();
  }

  dispose(): void {
    for (const release of this.#releases.reverse()) release();
  }

  #holds<Part>(part: Part, release: (part: Part) => void): Part {
    this.#releases.push(() => {
      release(part);
    });
    return part;
  }

  #placeOf(memory: Memory, number: number): GPUBufferBinding | null {
    const state = this.#states.placeOf(number);
    if (state) return state;
    const dataId = this.#constants.at(number)?.dataId ?? (memory.origin.kind === 'external' ? memory.dataId : null);
    return dataId ? this.#backend.placeOf(dataId) : this.#given.place(memory);
  }

  /** At the end of the step its new state takes the place of the old one. */
  #recordHandOver(
    { memories }: KernelGraph,
    successors: ReadonlyMap<number, number>,
    tensorOf: (use: Use) => Tensor,
  ): void {
    const copies = [...successors].flatMap(([number, successor]) => {
      const memory = memories[number];
      if (number === successor || !memory) return [];
      const { shape, dtype } = memory;
      return [{ from: tensorOf({ memory: successor, shape, dtype }), to: tensorOf({ memory: number, shape, dtype }) }];
    });
    encodeCopies(this.#backend, copies);
  }
}

/** Packs parameters with one another, and each kind of their states, so that one dispatch can change them all. */
function packOptimizerTensors(backend: TrainingBackend, { trace, successors }: RepeatedStep): void {
  for (const { kernel, inputs } of trace.nodes) {
    if (kernel !== OPTIMIZER_UPDATE) continue;
    const kinds = new Map<string, number[]>();
    for (const [name, { memory }] of Object.entries(inputs)) {
      const [, kind] = /^(parameter)\d+$/.exec(name) ?? /^state\d+(_\d+)$/.exec(name) ?? [];
      if (kind) kinds.set(kind, [...(kinds.get(kind) ?? []), memory]);
    }
    for (const numbers of kinds.values()) {
      // A weight that a constraint replaces after its update does not stay where it is.
      const stay = numbers.every((number) => successors.get(number) === number);
      if (stay)
        packTensors(
          backend,
          numbers.map((number) => dataIdOf(trace, number)),
        );
    }
  }
}

function dataIdOf({ memories }: KernelGraph, number: number): object {
  const memory = memories[number];
  if (!memory) throw new Error(`The step has no memory ${number}.`);
  return memory.dataId;
}

/** The memories that the step computed and that are still there, but for its state, which has its own place. */
function tensorsLeftBy(
  backend: TrainingBackend,
  { memories, results }: KernelGraph & { readonly results: readonly Use[] },
  successors: ReadonlyMap<number, number>,
): readonly number[] {
  const elsewhere = new Set([...successors.values(), ...results.map(({ memory }) => memory)]);
  return [...memories.entries()]
    .filter(([number, { origin, dataId }]) => {
      return origin.kind === 'computed' && !elsewhere.has(number) && backend.tensorMap.has(dataId);
    })
    .map(([number]) => number);
}

/** Where those of the memories are that a replay computes anew. */
function virtualBuffersOf(numbers: readonly number[], { resources }: LoweredGraph): ReadonlyMap<number, VirtualBuffer> {
  const found = numbers.flatMap((number) => {
    const resource = resources.get(number);
    return resource && isVirtual(resource) ? [[number, resource] as const] : [];
  });
  return new Map(found);
}
