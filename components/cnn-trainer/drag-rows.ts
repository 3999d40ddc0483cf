/** How near the upper or lower edge of the window a dragged row scrolls the page, and how far in a frame. */
const EDGE_PIXELS = 56;
const SCROLL_PIXELS = 8;

interface DragHandlers {
  /** The order has changed under the pointer. */
  readonly moved: () => void;
  /** The row lies where the reader let it go; not told of a drag that was cancelled or changed nothing. */
  readonly dropped: (row: HTMLElement) => void;
}

/** Lets rows of a list be dragged by their grips, `[data-part="grip"]`, with a mouse, a pen or a finger. */
export function dragRows(list: HTMLElement, { moved, dropped }: DragHandlers, signal: AbortSignal): void {
  list.addEventListener(
    'pointerdown',
    (event) => {
      const grip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-part="grip"]') : null;
      const row = grip?.closest('li');
      if (!grip || !row || event.button !== 0 || grip.matches(':disabled')) return;
      event.preventDefault();
      follow(list, row, grip, event, { moved, dropped });
    },
    { signal },
  );
}

/** Follows one pointer from its press to its release. Escape puts the row back. */
function follow(list: HTMLElement, row: HTMLElement, grip: HTMLElement, press: PointerEvent, handlers: DragHandlers) {
  const before = [...list.children];
  const end = new AbortController();
  const { signal } = end;
  let y = press.clientY;
  let frame = 0;
  const finish = (isKept: boolean) => {
    end.abort();
    cancelAnimationFrame(frame);
    delete row.dataset.dragging;
    if (!isKept) list.replaceChildren(...before);
    handlers.moved();
    if (isKept && before.indexOf(row) !== [...list.children].indexOf(row)) handlers.dropped(row);
  };
  const scroll = () => {
    const speed = y < EDGE_PIXELS ? -SCROLL_PIXELS : y > innerHeight - EDGE_PIXELS ? SCROLL_PIXELS : 0;
    if (speed !== 0) {
      scrollBy(0, speed);
      if (placeAt(list, row, y)) handlers.moved();
    }
    frame = requestAnimationFrame(scroll);
  };
  row.dataset.dragging = '';
  grip.setPointerCapture(press.pointerId);
  frame = requestAnimationFrame(scroll);
  const move = (event: PointerEvent) => {
    y = event.clientY;
    if (placeAt(list, row, y)) handlers.moved();
  };
  const cancel = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finish(false);
  };
  grip.addEventListener('pointermove', move, { signal });
  grip.addEventListener('pointerup', () => finish(true), { signal });
  grip.addEventListener('pointercancel', () => finish(false), { signal });
  addEventListener('keydown', cancel, { signal });
}

/**
 * Moves rows around the dragged one, so that it lies under the pointer; itself it stays in the document, because what
 * leaves it loses the pointer.
 *
 * @returns whether anything moved.
 */
function placeAt(list: HTMLElement, row: HTMLElement, y: number): boolean {
  const middle = (other: Element) => {
    const { top, height } = other.getBoundingClientRect();
    return top + height / 2;
  };
  const rows = [...list.children];
  const index = rows.indexOf(row);
  const passed = rows.slice(index + 1).filter((other) => y > middle(other));
  const ahead = rows.slice(0, index).filter((other) => y < middle(other));
  row.before(...passed);
  row.after(...ahead);
  return passed.length + ahead.length > 0;
}
