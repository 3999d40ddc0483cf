import { sharedExperimentId } from './share-link.ts';

/** How far below or above the window an element counts as near: one height of the window. */
const MARGIN = '100% 0px';

/**
 * Acts once, when an element comes near what the reader sees or a share link names it. The wait is over when the signal
 * says that the element is gone.
 */
export function whenNear(element: HTMLElement, act: () => void, signal?: AbortSignal): void {
  const begin = () => {
    end();
    act();
  };
  const beginIfNamed = () => {
    if (element.id !== '' && sharedExperimentId(location.hash) === element.id) begin();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) begin();
    },
    { rootMargin: MARGIN },
  );
  const end = () => {
    observer.disconnect();
    removeEventListener('hashchange', beginIfNamed);
  };
  observer.observe(element);
  addEventListener('hashchange', beginIfNamed);
  signal?.addEventListener('abort', end);
  beginIfNamed();
}
