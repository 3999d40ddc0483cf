/** What to write instead of names that readers know from the frameworks, and that this language leaves out. */

const RANDOM = 'The frameworks draw different numbers: write some, or use linspace(-1., 1., 5).';
const LAYOUT = 'Strides and memory are told under each value.';
const LAYERS = 'A dense layer is x @ w + b.';

/** By the last part of the name. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['print', 'Write the expression alone: its value is shown.'],
  ['len', 'Write x.shape[0].'],
  ['tolist', 'Write the tensor alone: its cells are shown.'],
  ['float', 'Write cast(x, float32).'],
  ['long', 'Write cast(x, int64).'],
  ['int', 'Write cast(x, int64).'],
  ['bool', 'Write cast(x, bool).'],
  ['rand', RANDOM],
  ['randn', RANDOM],
  ['randint', RANDOM],
  ['normal', RANDOM],
  ['uniform', RANDOM],
  ['manual_seed', RANDOM],
  ['set_seed', RANDOM],
  ['stride', LAYOUT],
  ['is_contiguous', LAYOUT],
  ['data_ptr', LAYOUT],
  ['Linear', LAYERS],
  ['Dense', LAYERS],
  ['Variable', 'Only tensors that never change are here on TensorFlow’s side: write tensor([1., 2.]).'],
]);

/** What to write instead of an operation that is not here, or null where nothing is known of it. */
export function adviceOn(name: string): string | null {
  if (/[a-z]_$/.test(name)) return 'Change a tensor in place by x += 1, or x[0] = 1.';
  return ADVICE.get(name.split('.').at(-1) ?? name) ?? null;
}
