import { isBackendChoice, type BackendChoice } from './backends.ts';
import { isPresetName, type PresetName } from './presets.ts';

/** A fragment that opens a page at one experiment and sets it: `#id~v1.key=value&key=value`. */
export interface SharedState {
  readonly id: string;
  readonly values: ReadonlyMap<string, string>;
}

/** Version of the meaning of the values. A link of another version is told apart, not guessed at. */
const VERSION = 'v1';
/** Longer than any link of ours; what is longer was not made by us. */
export const LONGEST_FRAGMENT = 4_000;

/** A share link that cannot be read; `message` and `fix` are for the reader. */
export class ShareLinkError extends Error {
  readonly fix: string;

  constructor(message: string, fix = 'Ask for a new link, or go on with the settings of this page.') {
    super(message);
    this.name = 'ShareLinkError';
    this.fix = fix;
  }
}

/** The page's address with a state in place of what chose before. */
export function shareAddress(page: string, state: SharedState): URL {
  const url = new URL(page);
  url.search = '';
  url.hash = writeShareLink(state);
  return url;
}

/**
 * Preset and backend, which every share link has.
 *
 * @throws {ShareLinkError} when one is missing or unknown.
 */
export function readSharedChoices({ values }: SharedState): {
  readonly preset: PresetName;
  readonly backend: BackendChoice;
} {
  const preset = values.get('preset') ?? '';
  const backend = values.get('backend') ?? '';
  if (isPresetName(preset) && isBackendChoice(backend)) return { preset, backend };
  throw new ShareLinkError('The link to this experiment names no preset or backend that exists.');
}

/** The fragment, with `#`, of a state. */
export function writeShareLink({ id, values }: SharedState): string {
  return `#${id}~${VERSION}.${new URLSearchParams([...values]).toString()}`;
}

/** Id of the experiment that a fragment sets, or null for a fragment that is no share link. */
export function sharedExperimentId(fragment: string): string | null {
  const end = fragment.indexOf('~');
  return fragment.startsWith('#') && end > 1 ? fragment.slice(1, end) : null;
}

/**
 * Reads a fragment written by {@link writeShareLink}. The values are still text: whoever uses them validates them.
 *
 * @throws {ShareLinkError} when the fragment is no share link, is of another version, or is too long.
 */
export function readShareLink(fragment: string): SharedState {
  const id = sharedExperimentId(fragment);
  if (id === null) throw new ShareLinkError('This link names no experiment.');
  if (fragment.length > LONGEST_FRAGMENT)
    throw new ShareLinkError('The link to this experiment is too long to be ours.');
  const [version, ...rest] = fragment.slice(id.length + 2).split('.');
  if (version !== VERSION) {
    throw new ShareLinkError(
      `The link to this experiment has the version “${(version ?? '').slice(0, 12)}”, not ${VERSION}.`,
    );
  }
  return { id, values: new Map(new URLSearchParams(rest.join('.'))) };
}
