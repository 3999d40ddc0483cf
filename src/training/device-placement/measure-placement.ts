import { median } from 'd3-array';
import type { DevicePair } from '../../engine/device-pair.ts';
import { nextTask } from '../../engine/next-task.ts';
import * as torch from '../../torch/index.ts';
import type { PlacementResult, PlacementSettings, PlacementTiming } from '../placement-protocol.ts';
import type { DialectName } from '../protocol.ts';
import { CopyLog } from './copy-log.ts';
import { placeKerasNetwork } from './keras-network.ts';
import { INPUTS, OUTPUTS, type PlaceNetwork, type Placement, type SampleData } from './placed-network.ts';
import { placeTorchNetwork } from './torch-network.ts';

const builders: Readonly<Record<DialectName, PlaceNetwork>> = { torch: placeTorchNetwork, keras: placeKerasNetwork };

/** Shaders and functions are compiled in them. */
const WARM_UP_STEPS = 3;

interface Watch {
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/**
 * Trains the network in one framework with its layers on two devices, and then with both layers on either.
 *
 * @throws what the signal was aborted with.
 */
export async function measurePlacement(
  dialect: DialectName,
  pair: DevicePair,
  settings: PlacementSettings,
  watch: Watch,
): Promise<PlacementResult> {
  await pair.use(0);
  const data = await sampleData(settings);
  const run = (placement: Placement) => runPlaced(builders[dialect], pair, placement, settings, data, watch);
  const { timing: split, ...rest } = await run([0, 1]);
  const first = await run([0, 0]);
  const second = await run([1, 1]);
  return { devices: pair.names, ...rest, split, together: [first.timing, second.timing] };
}

async function runPlaced(
  build: PlaceNetwork,
  pair: DevicePair,
  placement: Placement,
  settings: PlacementSettings,
  data: SampleData,
  { signal, now }: Watch,
): Promise<Pick<PlacementResult, 'parameters' | 'transfers'> & { readonly timing: PlacementTiming }> {
  const copies = new CopyLog(pair);
  const network = await build(pair, placement, settings, data, copies);
  try {
    const losses: number[] = [];
    const times: number[] = [];
    for (let step = 0; step < WARM_UP_STEPS + settings.steps; step += 1) {
      await nextTask();
      signal.throwIfAborted();
      copies.stepBegins();
      const start = now();
      losses.push(await network.step());
      times.push(now() - start);
    }
    const timing = { stepMilliseconds: median(times.slice(WARM_UP_STEPS)) ?? NaN, losses };
    return { parameters: network.parameters, transfers: copies.ofStep, timing };
  } finally {
    network.dispose();
  }
}

async function sampleData({ batchSize, seed }: PlacementSettings): Promise<SampleData> {
  torch.manualSeed(seed);
  const draw = async (shape: number[]) => {
    const numbers = torch.randn(shape);
    const values = Float32Array.from(await numbers.numpy());
    numbers.dispose();
    return values;
  };
  return { inputs: await draw([batchSize, INPUTS]), targets: await draw([batchSize, OUTPUTS]) };
}
