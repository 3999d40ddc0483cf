import * as keras from '../../keras/index.ts';
import type { BranchedNetworkName } from '../../network/model-graph.ts';
import * as torch from '../../torch/index.ts';

/**
 * A network with branches, written as each framework wants it: a Module whose `forward` says how tensors flow, and layers
 * called on symbolic tensors. Layers of the same name are the same layer.
 */
export interface BranchedNetwork {
  /** [height, width, channels] of one image. */
  readonly inputShape: readonly [number, number, number];
  readonly torch: () => torch.nn.Module;
  readonly keras: () => keras.Model;
  /** Modules that one Keras layer of another name does as well. */
  readonly otherNames: Readonly<Record<string, string>>;
}

export const branchedNetworks: Readonly<Record<BranchedNetworkName, BranchedNetwork>> = {
  residual: {
    inputShape: [32, 32, 3],
    torch: () => new ResidualNetwork(),
    keras: residualModel,
    otherNames: { flatten: 'pool' },
  },
  branches: {
    inputShape: [28, 28, 1],
    torch: () => new BranchesNetwork(),
    keras: branchesModel,
    otherNames: { flatten: 'pool' },
  },
};

const { AdaptiveAvgPool2d, BatchNorm2d, Conv2d, Flatten, Linear, Module, ReLU } = torch.nn;

/** The block of a residual network: what comes in is added to what two convolutions make of it. */
class ResidualNetwork extends Module {
  stem = new Conv2d(3, 16, 3, { padding: 1 });
  conv1 = new Conv2d(16, 16, 3, { padding: 1, bias: false });
  norm1 = new BatchNorm2d(16);
  relu1 = new ReLU();
  conv2 = new Conv2d(16, 16, 3, { padding: 1, bias: false });
  norm2 = new BatchNorm2d(16);
  relu2 = new ReLU();
  pool = new AdaptiveAvgPool2d(1);
  flatten = new Flatten();
  head = new Linear(16, 10);

  override forward(images: torch.Tensor): torch.Tensor {
    const x = this.stem.forward(images);
    const y = this.relu1.forward(this.norm1.forward(this.conv1.forward(x)));
    const z = this.norm2.forward(this.conv2.forward(y));
    const sum = this.relu2.forward(torch.add(z, x));
    return this.head.forward(this.flatten.forward(this.pool.forward(sum)));
  }
}

function residualModel(): keras.Model {
  const { Add, BatchNormalization, Conv2D, Dense, GlobalAveragePooling2D } = keras.layers;
  const convolution = (name: string) => new Conv2D(16, 3, { padding: 'same', useBias: false, name });
  const inputs = keras.Input([32, 32, 3], { name: 'input' });
  const x = symbol(new Conv2D(16, 3, { padding: 'same', name: 'stem' }).apply(inputs));
  const y = chain(x, convolution('conv1'), new BatchNormalization({ name: 'norm1' }), relu('relu1'));
  const z = chain(y, convolution('conv2'), new BatchNormalization({ name: 'norm2' }));
  const sum = symbol(new Add({ name: 'add' }).apply([z, x]));
  const pooled = chain(sum, relu('relu2'), new GlobalAveragePooling2D({ name: 'pool' }));
  return new keras.Model({ inputs, outputs: chain(pooled, new Dense(10, { name: 'head' })) });
}

/** Two looks at the same image, of one pixel and of nine, laid behind each other. */
class BranchesNetwork extends Module {
  narrow = new Conv2d(1, 8, 1);
  wide = new Conv2d(1, 8, 3, { padding: 1 });
  relu = new ReLU();
  pool = new AdaptiveAvgPool2d(1);
  flatten = new Flatten();
  head = new Linear(16, 10);

  override forward(images: torch.Tensor): torch.Tensor {
    const both = torch.cat([this.narrow.forward(images), this.wide.forward(images)], 1);
    return this.head.forward(this.flatten.forward(this.pool.forward(this.relu.forward(both))));
  }
}

function branchesModel(): keras.Model {
  const { Concatenate, Conv2D, Dense, GlobalAveragePooling2D } = keras.layers;
  const inputs = keras.Input([28, 28, 1], { name: 'input' });
  const narrow = symbol(new Conv2D(8, 1, { name: 'narrow' }).apply(inputs));
  const wide = symbol(new Conv2D(8, 3, { padding: 'same', name: 'wide' }).apply(inputs));
  const both = symbol(new Concatenate({ name: 'cat' }).apply([narrow, wide]));
  const pooled = chain(both, relu('relu'), new GlobalAveragePooling2D({ name: 'pool' }));
  return new keras.Model({ inputs, outputs: chain(pooled, new Dense(10, { name: 'head' })) });
}

type SymbolicTensor = ReturnType<typeof keras.Input>;

function relu(name: string): keras.Layer {
  return new keras.layers.Activation('relu', { name });
}

function chain(input: SymbolicTensor, ...layers: readonly keras.Layer[]): SymbolicTensor {
  return layers.reduce((tensor, layer) => symbol(layer.apply(tensor)), input);
}

/** Typed as a list as well, which only layers with several outputs give. */
function symbol(output: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  if (!Array.isArray(output)) return output;
  throw new TypeError('The layer has several outputs.');
}
