import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';

/** How tensors are printed. */
export interface PrintOptions {
  /** Digits after the point. */
  readonly precision: number;
  /** Tensors of more elements than this are summarised. */
  readonly threshold: number;
  /** Elements shown at the start and at the end of each dimension of a summarised tensor. */
  readonly edgeitems: number;
  /** Characters after which a line is broken. */
  readonly linewidth: number;
  /** Scientific notation always, never, or (null) where the range of the values asks for it. */
  readonly sciMode: boolean | null;
}

type Profile = 'default' | 'short' | 'full';

interface SetPrintoptionsParameters extends Partial<PrintOptions> {
  readonly profile?: Profile;
}

const NAMES = ['precision', 'threshold', 'edgeitems', 'linewidth', 'profile', 'sciMode'] as const;

const DEFAULT_OPTIONS: PrintOptions = { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80, sciMode: null };

const PROFILES: Readonly<Record<Profile, PrintOptions>> = {
  default: DEFAULT_OPTIONS,
  short: { ...DEFAULT_OPTIONS, precision: 2, edgeitems: 2 },
  full: { ...DEFAULT_OPTIONS, threshold: Infinity },
};

let current = DEFAULT_OPTIONS;

/**
 * Sets how tensors are printed from now on, as torch.set_printoptions: first a `profile` (`'default'`, `'short'`,
 * `'full'`), then what is given besides. What is left out stays, but `sciMode`, which goes back to automatic.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.set_printoptions.html
 */
export function setPrintoptions(...values: Arguments<SetPrintoptionsParameters, typeof NAMES>): void {
  const { profile, ...options } = bindArguments<SetPrintoptionsParameters>(NAMES, values);
  current = { ...current, sciMode: null, ...(profile && PROFILES[profile]), ...options };
}

/** The options that `setPrintoptions` left, as torch._tensor_str.get_printoptions. */
export function getPrintoptions(): PrintOptions {
  return current;
}
