import type {
  ActivationName,
  Conv2dSettings,
  DenseSettings,
  DropoutSettings,
  FlattenSettings,
  LayerSettings,
  MaxPool2dSettings,
} from '../../src/network/layers.ts';

/** Without settings that a chapter may leave out, or whose lack {@link layerProblems} tells better than a type. */
type Usual<Layer, Name extends keyof Layer> = Omit<Layer, Name | 'statedInput'> & Partial<Pick<Layer, Name>>;

/** A layer as a chapter writes it: what most layers have need not be said. */
export type ChapterLayer =
  | Usual<Conv2dSettings, 'filters' | 'kernelSize' | 'activation'>
  | Usual<MaxPool2dSettings, 'poolSize'>
  | FlattenSettings
  | Usual<DropoutSettings, 'rate'>
  | Usual<DenseSettings, 'units' | 'activation'>;

/** What is wrong with a layer, for who has written it. */
export interface LayerProblem {
  readonly layerIndex?: number;
  readonly fact: string;
  readonly fix: string;
}

/** By the type of a layer, each of its settings with what it is when left out; null for one that has to be said. */
const layerSettings: Readonly<Record<LayerSettings['type'], Readonly<Record<string, string | number | null>>>> = {
  conv2d: { filters: null, kernelSize: 3, activation: 'relu' },
  maxPool2d: { poolSize: 2 },
  flatten: {},
  dropout: { rate: 0.5 },
  dense: { units: null, activation: 'relu' },
};

const activations: readonly ActivationName[] = ['relu', 'linear'];

/**
 * The layers with all their settings. After the last one nothing is applied, because the loss takes logits.
 *
 * @param layers in which {@link layerProblems} has found nothing
 */
export function completeLayers(layers: readonly ChapterLayer[]): readonly LayerSettings[] {
  return layers.map((layer, index) => {
    const usual = layerSettings[layer.type];
    const isLast = index === layers.length - 1;
    const last = isLast && 'activation' in usual ? { activation: 'linear' } : {};
    return { ...usual, ...last, ...layer } as LayerSettings;
  });
}

/**
 * Words that no layer has, and settings that are missing: what the types of a chapter would refuse, for the build, which
 * does not look at types.
 */
export function layerProblems(layers: unknown): readonly LayerProblem[] {
  if (!Array.isArray(layers)) {
    return [{ fact: 'The layers are no list.', fix: 'Write layers={[…]}, with the layers between the brackets.' }];
  }
  return layers.flatMap((layer: unknown, index) =>
    problemsOf(layer, index + 1).map((problem) => ({ layerIndex: index, ...problem })),
  );
}

function problemsOf(layer: unknown, position: number): LayerProblem[] {
  const settings: Readonly<Record<string, unknown>> = isObject(layer) ? layer : {};
  const { type, ...given } = settings;
  const types = Object.keys(layerSettings).join(', ');
  if (!isLayerType(type)) {
    const fact =
      type === undefined ? `Layer ${position} has no type.` : `Layer ${position} has the type “${written(type)}”.`;
    return [{ fact, fix: `Its type is one of ${types}, such as { type: 'dense', units: 64 }.` }];
  }
  const known = layerSettings[type];
  const names = Object.keys(known);
  const layerName = `Layer ${position}, ${type},`;
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  const missing = names.filter((name) => known[name] === null && given[name] === undefined);
  const { activation } = given;
  return [
    ...unknown.map((name) => ({
      fact: `${layerName} has no setting “${name}”.`,
      fix: names.length === 0 ? 'Leave it out.' : `It has ${names.join(' and ')}.`,
    })),
    ...missing.map((name) => ({
      fact: `${layerName} does not say how many ${name} it has.`,
      fix: `Write { type: '${type}', ${name}: 32 }, with the number that you want.`,
    })),
    ...(activation === undefined || activations.some((name) => name === activation)
      ? []
      : [
          {
            fact: `${layerName} has the activation “${written(activation)}”.`,
            fix: `Use ${activations.join(' or ')}.`,
          },
        ]),
  ];
}

function isLayerType(type: unknown): type is LayerSettings['type'] {
  return typeof type === 'string' && Object.hasOwn(layerSettings, type);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
