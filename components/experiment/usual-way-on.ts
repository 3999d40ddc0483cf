import type { TrainingFailure } from '../../src/training/protocol.ts';
import type { BackendChoice } from './backends.ts';
import type { MessageAction } from './message.ts';

/** The button after a failure for which the widget has none of its own. */
export function usualWayOn({ kind }: TrainingFailure, runAgain: (backend?: BackendChoice) => void): MessageAction {
  if (kind === 'backend') return { label: 'Run with Automatic', act: () => runAgain('auto') };
  if (kind === 'deviceLost') return { label: 'Run on WASM', act: () => runAgain('wasm') };
  return { label: 'Run again', act: () => runAgain() };
}
