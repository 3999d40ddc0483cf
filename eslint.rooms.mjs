/**
 * Which room of the house may know which. Knowledge runs one way:
 * content -> components -> training/client -> protocol <- worker -> {torch, torchvision, keras, python, datasets} -> engine -> tfjs.
 */

/**
 * @typedef {object} Refusal
 * @property {string} regex of the module's name, as the import writes it
 * @property {string} message what to do instead
 * @property {boolean} [allowTypeImports]
 *
 * @typedef {object} Room
 * @property {readonly string[]} files
 * @property {readonly Refusal[]} refusals
 */

/** Modules in other rooms, which are always reached through `../`. @param {string} rooms */
const above = (rooms) => `^(\\.\\./)+(src/)?(${rooms})`;

/** @type {Refusal} */
const tfjs = { regex: '^@tensorflow/', message: 'Only the engine, the dialects and the training worker know tfjs.' };

/** @type {Refusal} */
const tfjsBackends = {
  regex: '^@tensorflow/tfjs-backend-',
  message: 'Only src/engine knows the backends of tfjs: ask it for one.',
};

/** @type {Refusal} */
const tensors = {
  regex: above('((engine|torch|torchvision|keras)/|python/(?!figure\\.ts$))'),
  message: 'Tensors are computed in the training worker: talk to it through src/training/client.ts.',
};

/** What a program of Python shows is drawn by the page. @type {Refusal} */
const figureValues = {
  regex: above('python/figure\\.ts$'),
  message: 'Import the types of src/python/figure.ts with `import type`.',
  allowTypeImports: true,
};

/** @type {Refusal} */
const page = {
  regex: `(^@components/|${above('(components|content|site)/')})`,
  message: 'This room does not know who shows its results: report data, and let a component show them.',
};

/** @type {Refusal} */
const training = {
  regex: above('training/(?!protocol\\.ts$)'),
  message:
    'Training uses this room, not the other way round: only types from src/training/protocol.ts may be imported.',
};

/** @type {Refusal} */
const protocolValues = {
  regex: above('training/protocol\\.ts$'),
  message: 'Import the types of src/training/protocol.ts with `import type`.',
  allowTypeImports: true,
};

/** @param {string} dialects @returns {Refusal} */
const dialects = (dialects) => ({
  regex: above(`(${dialects})/`),
  message: 'The dialects do not know each other, and the engine and the data sets know no dialect.',
});

/** @type {Refusal} */
const interop = {
  regex: '/interop/',
  message: 'Keras does not know PyTorch: who compares both imports src/keras/interop/index.ts.',
};

/** Of the worker itself one may ask the address. @type {Refusal} */
const workerSide = {
  regex: '^((\\.\\./)+(src/)?training|\\.)/(worker|session|trainer|evaluation|[a-z0-9-]*-trainer)\\.ts$',
  message: 'This runs in the worker: send it a message of src/training/protocol.ts.',
};

/** @type {Refusal} */
const evaluation = {
  regex: above('expressions/evaluation/'),
  message: 'Programs are computed in the training worker: ask src/training/client.ts to evaluate one.',
};

/** A file that several rooms claim obeys the last one. @type {readonly Room[]} */
export const rooms = [
  {
    files: ['content/**'],
    refusals: [
      tfjs,
      tensors,
      {
        regex: above('training/(?!protocol\\.ts$)'),
        message: 'A chapter does not train by itself: use a widget from components/.',
      },
    ],
  },
  {
    // The numbers of a chapter's prose are computed by the dialects while the site is built. An MDX file and what it
    // imports run there alone, so no dialect reaches the page; tests/e2e/budget.spec.ts looks at what does.
    files: ['content/**/values.ts'],
    refusals: [
      tfjsBackends,
      {
        regex: above('training/(?!(protocol|build-keras-model|build-torch-module|settings-rules)\\.ts$)'),
        message: 'Of src/training the numbers of a chapter know what builds networks: a widget trains them.',
      },
      {
        regex: above('python/|engine/(?!wasm/start-in-node\\.ts$)'),
        message: 'Start the dialects with startWasmInNode() of src/engine/wasm/start-in-node.ts, and use nothing else.',
      },
    ],
  },
  {
    files: ['components/**'],
    refusals: [
      tfjs,
      tensors,
      figureValues,
      evaluation,
      {
        regex: above('training/(?!(client|gpu|protocol|schemas|settings-rules)\\.ts$)'),
        message: 'Of src/training a component knows client.ts, gpu.ts, protocol.ts, schemas.ts and settings-rules.ts.',
      },
      {
        regex: above(
          'datasets/(?!(registry|describe|own/(description|own-data|read-own-data|reading-protocol)|site/(description|site-manifest))\\.ts$)',
        ),
        message:
          'Of src/datasets a component knows registry.ts, describe.ts and the doors of own/ and site/: images come from a worker.',
      },
      {
        regex: above('(content|site)/'),
        message: 'Chapters and the site use components, not the other way round: take it as a property.',
      },
    ],
  },
  {
    // What a widget shows without JavaScript is computed and drawn while the site is built: see docs/design.md. Only a
    // Still.astro imports these files, so none of them reaches a page; tests/e2e/budget.spec.ts looks at what does.
    files: ['components/*/still.ts', 'components/still/compute-at-build.ts'],
    refusals: [
      tfjs,
      {
        regex: above('(torch|torchvision|keras|python)/|engine/(?!wasm/start-in-node\\.ts$)'),
        message: 'A still is computed by the parts of the training worker, through computeAtBuild of components/still.',
      },
      {
        regex: above('training/(session|worker|trainer|[a-z0-9-]*-trainer)\\.ts$'),
        message: 'A build trains nothing: a still shows what is there before a run.',
      },
      {
        regex: above('(content|site)/'),
        message: 'Chapters and the site use components, not the other way round: take it as a property.',
      },
    ],
  },
  {
    files: ['components/charts/**'],
    refusals: [
      { regex: '^(?!d3-[a-z]+$|\\./)', message: 'A chart knows d3 and its own folder: take data as an argument.' },
    ],
  },
  { files: ['src/site/**', 'src/schemas/**', 'src/content.config.ts'], refusals: [tfjs, tensors, training] },
  {
    files: ['src/network/**'],
    refusals: [{ regex: '^(?!\\./)', message: 'The network is described without any other room.' }],
  },
  {
    files: ['src/export/**'],
    refusals: [
      tfjs,
      tensors,
      page,
      {
        regex: above('training/(?!(protocol|settings-rules)\\.ts$)'),
        message: 'A program is written from settings: of src/training it knows protocol.ts and settings-rules.ts.',
      },
    ],
  },
  // Files of weights are read on the page, and written in the worker.
  { files: ['src/weights/**'], refusals: [tfjs, tensors, page, training, protocolValues] },
  {
    files: ['src/calling-convention/**'],
    refusals: [
      { regex: '^(?!\\./)', message: 'Python’s conventions stand below both dialects: they know no other room.' },
    ],
  },
  // The language of the tensor playground is read and printed on the page, and computed in the worker.
  { files: ['src/expressions/**'], refusals: [tfjs, tensors, page, training, protocolValues] },
  { files: ['src/expressions/evaluation/**'], refusals: [tfjsBackends, page, training, protocolValues] },
  // Schedules are set on the page, and stepped in the worker.
  { files: ['src/schedules/**'], refusals: [tfjs, tensors, page, training, protocolValues] },
  {
    files: ['src/datasets/**'],
    refusals: [
      tfjs,
      dialects('torch|torchvision|keras|python'),
      {
        regex: above('engine/(?!random/mt19937\\.ts$)'),
        message: 'Of the engine the data sets know the generator of random numbers, which has no tensors.',
      },
      page,
      training,
      protocolValues,
    ],
  },
  {
    files: ['src/engine/**'],
    refusals: [dialects('torch|torchvision|keras|python|datasets'), page, training, protocolValues],
  },
  {
    files: ['src/torch/**'],
    refusals: [tfjsBackends, dialects('torchvision|keras|python|datasets'), page, training, protocolValues],
  },
  {
    files: ['src/torchvision/**'],
    refusals: [tfjs, dialects('engine|keras|python|datasets'), page, training, protocolValues],
  },
  {
    files: ['src/keras/**'],
    refusals: [tfjsBackends, dialects('torch|torchvision|python|datasets'), interop, page, training, protocolValues],
  },
  // The one place that knows both dialects, to give them the same numbers.
  {
    files: ['src/keras/interop/**'],
    refusals: [tfjsBackends, dialects('python|datasets'), page, training, protocolValues],
  },
  { files: ['src/python/**'], refusals: [tfjsBackends, page, training, protocolValues] },
  { files: ['src/training/**'], refusals: [tfjsBackends, page] },
  { files: ['src/training/{protocol,schemas,settings-rules,client}.ts'], refusals: [tfjs, tensors, page, workerSide] },
];

/**
 * The rules of a room. `import()` is not seen by no-restricted-imports, so it is refused by its syntax.
 *
 * @param {readonly Refusal[]} refusals
 * @param {readonly { selector: string, message: string }[]} otherSyntax refused in every room
 * @returns {import('eslint').Linter.RulesRecord}
 */
export function roomRules(refusals, otherSyntax) {
  const dynamicImports = refusals.map(({ regex, message }) => ({
    // A slash would end the expression inside a selector.
    selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002F')}/]`,
    message,
  }));
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...refusals] }],
    'no-restricted-syntax': ['error', ...otherSyntax, ...dynamicImports],
  };
}
