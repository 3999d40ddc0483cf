import { defineLazyElement } from '../experiment/lazy-element.ts';

defineLazyElement('duet-framework-table', async () => {
  const { TableView } = await import('./table-view.ts');
  return (element, signal) => new TableView(element, signal).start();
});
