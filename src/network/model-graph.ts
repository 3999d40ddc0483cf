/** A model of either framework as a graph of its layers: types only. */

/** A network whose layers are no plain chain. */
export type BranchedNetworkName = 'residual' | 'branches';

/** Numbers in tensors, and the bytes that they take. */
export interface NumberTotal {
  readonly count: number;
  readonly bytes: number;
}

/** A tensor that a layer keeps, under the framework's name: `weight` or `kernel`. */
export interface GraphWeight {
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether an optimizer changes it. */
  readonly trainable: boolean;
}

/** The size of the input that a layer has to know, and who says it: the program, or the framework when it sees the input. */
export interface LayerInput {
  /** As the framework calls it: `in_features`, `in_channels`. */
  readonly name: string;
  readonly size: number;
  readonly isInferred: boolean;
}

export interface GraphNode {
  /** Name in the model, unique in its graph: `conv2d_1`, `features.0`. */
  readonly id: string;
  /** `function`: an operation between modules, which is no module itself. */
  readonly kind: 'input' | 'layer' | 'function';
  /** `Conv2D`, `Conv2d`; of a function its name. */
  readonly className: string;
  /** What stands between the parentheses of its constructor, in Python; '' for nothing. */
  readonly settings: string;
  /** null for the length of the batch. */
  readonly outputShape: readonly (number | null)[];
  readonly input: LayerInput | null;
  readonly weights: readonly GraphWeight[];
  /** Ids of the nodes that do the same in the other framework's graph. */
  readonly partners: readonly string[];
}

/** What goes from a node to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

export interface ModelGraph {
  /** In an order in which they can be computed. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What an optimizer changes. */
  readonly trainable: NumberTotal;
  /** What is kept besides: PyTorch's buffers, Keras's non-trainable weights. */
  readonly other: NumberTotal;
}

/** The same network in both frameworks. */
export interface ModelGraphs {
  readonly torch: ModelGraph;
  readonly keras: ModelGraph;
}
