import { defaultGenerator } from '../random.ts';

/**
 * The default initialisation of torch.nn.Linear and Conv2d, for weight and bias alike: uniform in ±1/√fanIn, which is
 * kaiming_uniform_ with a = √5 for the weight.
 */
export function uniformByFanIn(count: number, fanIn: number): Float32Array {
  const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  return defaultGenerator.uniform(count, -bound, bound);
}
