import { optimizerClasses } from '../../src/export/framework-names.ts';
import { kerasLab } from '../../src/export/keras-lab.ts';
import { callLines } from '../../src/export/python-call.ts';
import { indent } from '../../src/export/python-literals.ts';
import { torchLab } from '../../src/export/torch-lab.ts';
import type { DialectName, LabSettings } from '../../src/training/protocol.ts';

/** The part of a program that the lab is about, in each framework's words: one string without a final newline. */
export const labCode: Readonly<Record<DialectName, (lab: LabSettings) => string>> = {
  torch: torchCode,
  keras: kerasCode,
};

function torchCode(lab: LabSettings): string {
  const { training } = lab;
  const { imports, setUp, beforeEpoch, beforeStep, afterStep, afterEpoch, end } = torchLab(lab);
  const optimizer = `torch.optim.${optimizerClasses[training.optimizer]}`;
  return [
    ...(imports.length > 0 ? [...imports, ''] : []),
    ...callLines(optimizer, ['model.parameters()', `lr=${training.learningRate}`], 'optimizer = '),
    ...setUp,
    '',
    `for epoch in range(${training.epochs}):`,
    ...indent([
      ...beforeEpoch,
      'model.train()',
      'for images, labels in train_loader:',
      ...indent([
        'optimizer.zero_grad()',
        'loss = criterion(model(images), labels)',
        'loss.backward()',
        ...beforeStep,
        'optimizer.step()',
        ...afterStep,
      ]),
      'logs = evaluate(model, epoch)',
      ...afterEpoch,
    ]),
    ...(end.length > 0 ? ['', ...end] : []),
  ].join('\n');
}

function kerasCode(lab: LabSettings): string {
  const { training } = lab;
  const { setUp, learningRate, callbacks } = kerasLab(lab);
  const rate = `learning_rate=${learningRate ?? training.learningRate}`;
  return [
    ...setUp,
    ...callLines(`keras.optimizers.${optimizerClasses[training.optimizer]}`, [rate], 'optimizer = '),
    'model.compile(',
    ...indent([
      'optimizer=optimizer,',
      'loss=SparseCategoricalCrossentropy(from_logits=True),',
      'metrics=["accuracy"],',
    ]),
    ')',
    '',
    ...(callbacks.length > 0 ? ['callbacks = [', ...indent(callbacks.map((callback) => `${callback},`)), ']'] : []),
    'history = model.fit(',
    ...indent([
      'images,',
      'labels,',
      `epochs=${training.epochs},`,
      `batch_size=${training.batchSize},`,
      ...(training.validationSplit > 0 ? [`validation_split=${training.validationSplit},`] : []),
      ...(callbacks.length > 0 ? ['callbacks=callbacks,'] : []),
    ]),
    ')',
  ].join('\n');
}
