/** How far below or above the window an element counts as near: one height of the window. */
const MARGIN = '100% 0px';

/** Calls `act` once, as soon as the element comes near what the reader sees. */
export function whenNearViewport(element: Element, signal: AbortSignal, act: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: MARGIN },
  );
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
