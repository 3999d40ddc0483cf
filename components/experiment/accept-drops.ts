/** Lets files be dropped on an element, which has `data-is-over` while one hangs over it. */
export function acceptDrops(area: HTMLElement, take: (files: readonly File[]) => void, signal: AbortSignal): void {
  const over = (isOver: boolean) => area.toggleAttribute('data-is-over', isOver);
  area.addEventListener(
    'dragover',
    (event) => {
      event.preventDefault();
      over(true);
    },
    { signal },
  );
  area.addEventListener('dragleave', () => over(false), { signal });
  area.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      over(false);
      take([...(event.dataTransfer?.files ?? [])]);
    },
    { signal },
  );
}
