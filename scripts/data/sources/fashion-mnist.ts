import { join } from 'node:path';
import { readMnistFamily } from '../idx.ts';
import { unpackDebianPackage, type PinnedPackage } from '../packages.ts';
import type { DatasetSource } from '../source.ts';

const sha256 = '39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0';

const pinned: PinnedPackage = {
  name: 'dataset-fashion-mnist',
  version: '0.0~git20200523.55506a9-1',
  integrity: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
};

export const fashionMnist: DatasetSource = {
  name: 'fashion-mnist',
  origin: {
    package: `Debian package ${pinned.name} ${pinned.version}`,
    integrity: pinned.integrity,
    licence: 'MIT, Copyright 2017 Zalando SE',
    citation:
      'H. Xiao, K. Rasul and R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning ' +
      'algorithms. arXiv:1708.07747, 2017.',
  },
  async read(cacheFolder) {
    const root = await unpackDebianPackage(pinned, cacheFolder);
    return readMnistFamily(join(root, 'usr/share/datasets/fashion-mnist'), '.gz');
  },
};
