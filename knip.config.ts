import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'content/**/*.mdx',
    'scripts/new-chapter/template/index.mdx',
    // Named in the Astro configuration by their file names.
    'src/site/{*.astro,alternates.ts,features-headings.ts}',
    'src/training/worker.ts',
    'src/datasets/own/reading-worker.ts',
    // What a dialect offers is its framework's vocabulary, whether a widget uses it yet or not.
    'src/{torch,torchvision,keras}/**/index.ts',
    'scripts/*.mjs',
    // Started by the project's Node, and bundled for the page.
    'bench/{accuracy,run,page/duet,page/jax,page/stock-tfjs}.ts',
    // Node starts it with a flag, which hides it from knip.
    'bench/python.ts',
    'tests/**/*.{spec,test}.ts',
  ],
  project: [
    '{content,components,src,scripts,tests,bench}/**/*.{ts,mjs,astro,mdx}',
    '*.{ts,mjs}',
    '!tests/fixtures/chapters/**',
    '!scripts/export-template/template/**',
  ],
  // A message of the protocol has a name, even where only the union of all messages is imported.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // PyTorch has two names for many functions: sub and subtract, abs and absolute.
  exclude: ['duplicates'],
  // Fonts are named by their files, in src/site/fonts.ts and share-image.ts.
  ignoreDependencies: [/^@fontsource-variable\//, /^@expo-google-fonts\//],
};

export default config;
