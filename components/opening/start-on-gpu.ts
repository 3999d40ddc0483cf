import { hasGpu } from '../../src/training/gpu.ts';

/**
 * Presses Run of an experiment for the reader where a GPU makes that a matter of seconds; elsewhere `note` says what a
 * run will take. A reader who has asked for less motion or less data, came for settings of somebody else's, or has begun
 * already is left alone.
 */
export async function startOnGpu(experiment: HTMLElement, note: HTMLElement): Promise<void> {
  const hasHardware = await hasGpu();
  note.textContent = hasHardware
    ? 'Your graphics card trains it.'
    : 'This browser offers no graphics card to a page: press Run, and your processor trains it, which takes longer.';
  const isUntouched = experiment.dataset.state === 'idle' && location.hash === '';
  if (!hasHardware || !isUntouched || wantsQuiet()) return;
  await visible();
  if (experiment.dataset.state !== 'idle') return;
  experiment.querySelector<HTMLButtonElement>('[data-part="run"]')?.click();
  note.textContent = 'Your graphics card is training it now. Pause and Reset stop it.';
}

function wantsQuiet(): boolean {
  // Not every browser tells, and the type library does not know it.
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** A page that is opened behind another waits until it is seen. */
function visible(): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
  });
}
