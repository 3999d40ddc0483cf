import type { Tensor } from '@tensorflow/tfjs-core';
import { fuseKernels } from '../recording/fusion/fuse-kernels.ts';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import type { KernelGraph, Memory, Use } from '../recording/kernel-graph.ts';
import type { RepeatedStep } from '../recording/repeated-step.ts';
import type { StepPlan } from '../recording/step-recorder.ts';
import { AdoptedTensors } from './adopted-tensors.ts';
import { CommandList } from './command-list.ts';
import { ConstantTensors } from './constant-tensors.ts';
import { encodeCopies } from './copy-several-program.ts';
import { HeldTensors } from './held-tensors.ts';
import { GivenValues } from './given-values.ts';
import { lowerGraph } from './lower-graph.ts';
import { isVirtual, type LoweredGraph, type VirtualBuffer } from './lowered-graph.ts';
import { packTensors } from './packed-tensors.ts';
import { ResultRing } from './result-ring.ts';
import { StateTensors } from './state-tensors.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Plans the replay of a step on WebGPU. */
export function planStep(backend: TrainingBackend, step: RepeatedStep): StepPlan | { readonly obstacle: string } {
  // tfjs frees tensors when it sends its commands: only then it is known which ones are left.
  backend.flush();
  const obstacle = obstacleOf(backend, step);
  return obstacle === null ? new WebgpuStepPlan(backend, step) : { obstacle };
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
  return null;
}

class WebgpuStepPlan implements StepPlan {
  readonly #backend: TrainingBackend;
  readonly #given: GivenValues;
  readonly #held: HeldTensors;
  readonly #states: StateTensors;
  /** The tensors that memories from before the step have to be in, by the numbers of the memories. */
  readonly #external: ReadonlyMap<number, object>;
  readonly #constants: ConstantTensors;
  readonly #ring: ResultRing;
  readonly #commands: CommandList;
  readonly #adopted: AdoptedTensors;

  constructor(backend: TrainingBackend, { trace, successors }: RepeatedStep) {
    this.#backend = backend;
    this.#given = new GivenValues(backend);
    packOptimizerTensors(backend, trace);
    this.#external = new Map([...successors].map(([number, successor]) => [number, dataIdOf(trace, successor)]));
    const isReplaced = ([number]: readonly [number, object]) => successors.get(number) !== number;
    const external = [...this.#external];
    this.#states = new StateTensors(
      backend,
      external.filter(isReplaced).map(([, dataId]) => dataId),
    );
    this.#held = new HeldTensors(
      backend,
      external.filter((each) => !isReplaced(each)).map(([, dataId]) => dataId),
    );
    this.#ring = new ResultRing(backend, trace.results.length);
    const left = tensorsLeftBy(backend, trace, successors);
    const wanted = new Set([...left, ...successors.values(), ...trace.results.map(({ memory }) => memory)]);
    this.#constants = new ConstantTensors(
      fuseKernels(trace, wanted, backend.device.limits.maxStorageBuffersPerShaderStage),
    );
    const { graph } = this.#constants;
    const read = new Set(graph.nodes.flatMap(({ inputs }) => Object.values(inputs).map(({ memory }) => memory)));
    const places = trace.memories.map((memory, number) => {
      return read.has(number) || wanted.has(number) || successors.has(number) ? this.#placeOf(memory, number) : null;
    });
    const lowered = lowerGraph(backend, graph, places, (tensorOf) => {
      this.#recordHandOver(trace, successors, tensorOf);
      this.#ring.recordAppend(trace.results.map(tensorOf));
    });
    const kept = virtualBuffersOf(trace, left, lowered);
    this.#commands = new CommandList(backend, lowered, new Set(kept.values()));
    const adopted = [...kept].map(([dataId, virtual]) => [dataId, this.#commands.placeOf(virtual)] as const);
    this.#adopted = new AdoptedTensors(backend, new Map(adopted));
  }

  get kernels(): ReadonlyMap<string, number> {
    return this.#commands.kernels;
  }

  isValid(): boolean {
    // tfjs forgets a freed tensor when it sends its commands.
    this.#backend.flush();
    return this.#adopted.areAlive && this.#held.areInPlace() && this.#states.areInPlace();
  }

  replay(inputs: readonly Tensor[]): void {
    const { device } = this.#backend;
    this.#adopted.adopt();
    this.#backend.flush();
    const encoder = device.createCommandEncoder();
    this.#given.give(encoder, inputs);
    this.#commands.encode(encoder);
    device.queue.submit([encoder.finish()]);
    this.#ring.noteAppended();
  }

  async finished(): Promise<void> {
    await this.#backend.device.queue.onSubmittedWorkDone();
  }

  takeResults(): Promise<number[][]> {
    return this.#ring.take();
  }

  dispose(): void {
    this.#adopted.release();
    this.#held.release();
    this.#states.release();
    this.#commands.dispose();
    this.#given.dispose();
    this.#constants.dispose();
    this.#ring.dispose();
  }

  #placeOf(memory: Memory, number: number): GPUBufferBinding | null {
    const dataId = this.#constants.at(number)?.dataId ?? this.#external.get(number);
    if (!dataId) return this.#given.place(memory);
    const buffer = this.#states.bufferOf(dataId);
    return buffer ? { buffer } : this.#backend.placeOf(dataId);
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
function packOptimizerTensors(backend: TrainingBackend, { nodes, memories }: KernelGraph): void {
  for (const { kernel, inputs } of nodes) {
    if (kernel !== OPTIMIZER_UPDATE) continue;
    const dataIds = new Map<string, object[]>();
    for (const [name, { memory }] of Object.entries(inputs)) {
      const [, kind] = /^(parameter)\d+$/.exec(name) ?? /^state\d+(_\d+)$/.exec(name) ?? [];
      const dataId = memories[memory]?.dataId;
      if (kind && dataId) dataIds.set(kind, [...(dataIds.get(kind) ?? []), dataId]);
    }
    for (const tensors of dataIds.values()) packTensors(backend, tensors);
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

function virtualBuffersOf(
  { memories }: KernelGraph,
  numbers: readonly number[],
  { resources }: LoweredGraph,
): ReadonlyMap<object, VirtualBuffer> {
  const found = numbers.flatMap((number) => {
    const [resource, memory] = [resources.get(number), memories[number]];
    return resource && memory && isVirtual(resource) ? [[memory.dataId, resource] as const] : [];
  });
  return new Map(found);
}
