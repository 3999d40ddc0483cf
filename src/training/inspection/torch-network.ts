import * as tf from '@tensorflow/tfjs-core';
import type { LayerSettings } from '../../network/layers.ts';
import * as torch from '../../torch/index.ts';
import { imagesTensor } from '../torch-images.ts';
import type { InspectedNetwork } from './inspected-network.ts';

/** A Sequential of the settings, to be looked at. */
export function inspectTorchModule(
  model: torch.nn.Sequential,
  layers: readonly LayerSettings[],
  imageShape: readonly [number, number, number],
): InspectedNetwork {
  const modules = modulesOfLayers(model, layers);
  const parameters = modules.flatMap((own, layerIndex) =>
    own.flatMap((module) =>
      [...module.namedParameters()].map(([name, parameter]) => ({ layerIndex, name, parameter })),
    ),
  );
  return {
    layerOutputs: (images, count) =>
      inEvaluation(model, () =>
        torch.noGrad(() => {
          let output = imagesTensor(images, imageShape, count);
          return modules.map((own) => {
            output = own.reduce((input, module) => module.forward(input), output);
            return tf.clone(output.valuesIn(output.ndim === 4 ? [0, 2, 3, 1] : [0, 1]));
          });
        }),
      ),
    parameters: () =>
      parameters.map(({ layerIndex, name, parameter }) => ({
        layerIndex,
        name,
        values: parameter.detach().valuesIn(parameter.order),
      })),
    gradients: (images, labels) =>
      inEvaluation(model, () => {
        const outputs = model.forward(imagesTensor(images, imageShape, labels.length));
        const loss = new torch.nn.CrossEntropyLoss().forward(outputs, torch.tensor([...labels]));
        const gradients = torch.autograd.grad(
          loss,
          parameters.map(({ parameter }) => parameter),
        );
        return gradients.map((gradient) => {
          if (!gradient) throw new Error('A parameter of a chain of layers has no gradient.');
          return tf.clone(gradient.valuesIn(gradient.order));
        });
      }),
    kernelOf: (layerIndex) => {
      const own = parameters.find((each) => each.layerIndex === layerIndex && each.parameter.ndim === 4);
      return own ? own.parameter.detach().valuesIn([2, 3, 1, 0]) : null;
    },
  };
}

/** A layer of the settings is one module, and its activation another. */
function modulesOfLayers(model: torch.nn.Sequential, layers: readonly LayerSettings[]): torch.nn.Module[][] {
  const modules = [...model];
  return layers.map((layer) => modules.splice(0, 'activation' in layer && layer.activation === 'relu' ? 2 : 1));
}

/** Runs without dropout, frees what the module makes, and leaves the module in the mode in which it was. */
function inEvaluation<Result>(model: torch.nn.Module, compute: () => Result): Result {
  const mode = model.training;
  model.eval();
  try {
    return torch.scope(compute);
  } finally {
    model.train(mode);
  }
}
