import type { ModelGraphs } from '../../src/network/model-graph.ts';
import { describeNetwork } from '../../src/training/model-graph/describe-network.ts';
import type { NetworkDescription } from '../../src/training/protocol.ts';
import { computeAtBuild } from '../still/compute-at-build.ts';

/** Both models of a network, built by the dialects and read from them. */
export function stillGraphs(network: NetworkDescription): Promise<ModelGraphs> {
  return computeAtBuild(() => describeNetwork(network));
}
