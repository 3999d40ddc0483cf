import { buildKerasModel } from '../build-keras-model.ts';
import { buildTorchModule } from '../build-torch-module.ts';
import { fitsImage, scaledPixels } from '../image-batches.ts';
import type { ChosenImage, InspectionReport } from '../inspection-protocol.ts';
import type { TrainedNetwork } from '../trained-networks.ts';
import { TrainingError } from '../training-error.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectKerasModel } from './keras-network.ts';
import { inspectTorchModule } from './torch-network.ts';
import { writeKerasWeights, writeTorchWeights } from './weights.ts';

/**
 * What a trained network makes of an image. The network is on the device only meanwhile.
 *
 * @throws {TrainingError} of kind `settings` for an image of another size than the network has learnt from.
 */
export async function classify(
  { dialect, settings, imageShape, weights }: TrainedNetwork,
  image: ChosenImage,
): Promise<Pick<InspectionReport, 'probabilities' | 'layers'>> {
  if (!fitsImage(imageShape, image)) {
    const [height, width, channels] = imageShape;
    throw new TrainingError({
      kind: 'settings',
      message: `The image has ${image.width} × ${image.height} pixels of ${image.channels}; the network reads ${width} × ${height} of ${channels}.`,
      fix: 'Choose the image again.',
    });
  }
  const pixels = scaledPixels(image.pixels, settings.scaling);
  if (dialect === 'torch') {
    const model = buildTorchModule(settings, imageShape);
    try {
      writeTorchWeights(model, weights);
      return await inspectImage(inspectTorchModule(model, settings.layers, imageShape), pixels);
    } finally {
      model.dispose();
    }
  }
  const model = buildKerasModel(settings, imageShape);
  try {
    writeKerasWeights(model, weights);
    return await inspectImage(inspectKerasModel(model, imageShape), pixels);
  } finally {
    model.dispose();
  }
}
