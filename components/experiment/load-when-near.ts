import { whenNear } from './when-near.ts';

/**
 * Loads the module that defines a kind of experiment when one on the page comes near what the reader sees. A button that
 * is pressed before the module is there is pressed again when it is.
 */
export function loadWhenNear(name: string, load: () => Promise<unknown>): void {
  for (const element of document.querySelectorAll<HTMLElement>(name)) {
    const tryToLoad = async () => {
      try {
        await load();
      } catch {
        tellFailure(element);
      }
    };
    whenNear(element, () => void tryToLoad());
    element.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button && !customElements.get(name)) void tryToLoad().then(() => button.click());
    });
  }
}

function tellFailure(element: HTMLElement): void {
  const status = element.querySelector('[data-part="status"]');
  if (status)
    status.textContent = 'The code of this experiment did not load. Check the connection, then reload the page.';
}
