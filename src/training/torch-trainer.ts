import * as torch from '../torch/index.ts';
import { buildTorchModule } from './build-torch-module.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import type { ImageBatches } from './image-batches.ts';
import type { TrainingSettings } from './protocol.ts';
import { trainerResult, type TrainerContext, type TrainerResult } from './trainer.ts';

/** The PyTorch way: a Module, a loss, an optimizer, and the loop written out. */
export async function trainWithTorch(context: TrainerContext): Promise<TrainerResult> {
  const { settings, train, test, progress } = context;
  torch.manualSeed(settings.seed);
  const model = buildTorchModule(settings, train.imageShape);
  const optimizer = createOptimizer(settings, model);
  try {
    const parameterCount = [...model.parameters()].reduce((total, parameter) => total + parameter.numel(), 0);
    await progress.started(parameterCount);
    await trainEpochs(model, optimizer, context);
    return trainerResult(progress, await evaluateModule(model, test, context), parameterCount);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

async function trainEpochs(
  model: torch.nn.Module,
  optimizer: torch.optim.Optimizer,
  context: TrainerContext,
): Promise<void> {
  const { settings, train, validation, progress } = context;
  const loader = new torch.utils.data.DataLoader(toDataset(train), { batchSize: settings.batchSize, shuffle: true });
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    model.train();
    const sums = { images: 0, loss: 0, correct: 0 };
    for (const [images, labels] of loader) {
      const { loss, correct } = trainStep(model, optimizer, images, labels);
      const count = labels.shape[0] ?? 0;
      sums.images += count;
      sums.loss += Number(await loss.item()) * count;
      sums.correct += Number(await correct.item());
      loss.dispose();
      correct.dispose();
      await progress.stepped(count, { loss: sums.loss / sums.images, accuracy: sums.correct / sums.images });
    }
    progress.epochEnded(validation && (await evaluateModule(model, validation, context)));
  }
}

/** One step of the loop that every PyTorch program writes. Frees the batch. */
function trainStep(
  model: torch.nn.Module,
  optimizer: torch.optim.Optimizer,
  images: torch.Tensor,
  labels: torch.Tensor,
): { readonly loss: torch.Tensor; readonly correct: torch.Tensor } {
  const criterion = new torch.nn.CrossEntropyLoss();
  const result = torch.scope(() => {
    const outputs = model.forward(images);
    const loss = criterion.forward(outputs, labels);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return { loss: loss.detach(), correct: outputs.argmax(1).eq(labels).sum() };
  });
  images.dispose();
  labels.dispose();
  return result;
}

async function evaluateModule(
  model: torch.nn.Module,
  batches: ImageBatches,
  context: TrainerContext,
): Promise<Evaluation> {
  model.eval();
  return await evaluate(batches, context, async (images, count) => {
    const logits = torch.scope(() => torch.noGrad(() => model.forward(toTensor(images, batches, count))));
    const values = await logits.numpy();
    logits.dispose();
    return values;
  });
}

function toDataset(batches: ImageBatches): torch.utils.data.BatchedDataset<readonly [torch.Tensor, torch.Tensor]> {
  return {
    length: batches.length,
    getItems(indices) {
      const { images, labels } = batches.at(indices);
      return [toTensor(images, batches, indices.length), torch.tensor(labels)];
    },
  };
}

/** Images [N, C, H, W], which lie in memory as they come from the data set: N, H, W, C. */
function toTensor(images: Float32Array, { imageShape }: ImageBatches, count: number): torch.Tensor {
  return torch
    .fromNumpy(images)
    .reshape([count, ...imageShape])
    .permute([0, 3, 1, 2]);
}

function createOptimizer(settings: TrainingSettings, model: torch.nn.Module): torch.optim.Optimizer {
  const options = { lr: settings.learningRate };
  const parameters = model.parameters();
  return settings.optimizer === 'adam'
    ? new torch.optim.Adam(parameters, options)
    : new torch.optim.SGD(parameters, options);
}
