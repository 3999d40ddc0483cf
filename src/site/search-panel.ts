import '@pagefind/default-ui/css/ui.css';
import './styles/search.css';
import { PagefindUI } from '@pagefind/default-ui';

/** Pagefind's words in the language of the page. */
interface SearchTranslations extends Readonly<Record<string, string>> {
  readonly placeholder: string;
}

/** Puts Pagefind's search field and results into `panel`. The index is fetched as the reader types. */
export function mountSearchPanel(panel: HTMLElement, translations: SearchTranslations): void {
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  new PagefindUI({
    element: panel,
    baseUrl: `${base}/`,
    bundlePath: `${base}/pagefind/`,
    showImages: false,
    showSubResults: true,
    translations,
  });
  // Pagefind names its field by a title and a placeholder only.
  panel.querySelector('input')?.setAttribute('aria-label', translations.placeholder);
}
