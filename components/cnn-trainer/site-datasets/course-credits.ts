import type { DatasetName, TableName } from '../../../src/training/protocol.ts';
import type { CreditPart } from './dataset-credit.ts';

const zalando = 'https://github.com/zalandoresearch/fashion-mnist';
const madeMnist = 'MNIST, by Yann LeCun and Corinna Cortes from data of NIST';

/** Who made the course's own sets, as public/data/README.md has it. */
export const courseCredits: Readonly<Record<DatasetName | TableName, readonly CreditPart[]>> = {
  mnist: [{ text: `Data: ${madeMnist}. Licence: CC BY-SA 3.0.` }],
  'mnist-8x8': [{ text: `Data: ${madeMnist}, resized to 8 × 8 pixels. Licence: CC BY-SA 3.0.` }],
  'fashion-mnist': [
    { text: 'Data: Fashion-MNIST, by Zalando. Source: ' },
    { text: zalando, href: zalando },
    { text: '. Licence: MIT.' },
  ],
  cifar10: [
    {
      text:
        'Data: CIFAR-10. No licence is stated; to be cited: A. Krizhevsky, “Learning multiple layers of features from tiny ' +
        'images”, technical report, University of Toronto, 2009.',
    },
  ],
  'ten-features': [{ text: 'Data: computed on this page.' }],
};
