import { verdictLabels } from '../claim/verdicts.ts';
import { clearMessage, showMessage } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import { readShareLink, shareAddress, sharedExperimentId, ShareLinkError } from '../experiment/share-link.ts';
import { AdviceView } from './advice-view.ts';
import { arrangeRows, searchWords, type RowFacts } from './arrange-rows.ts';
import { columnNames, type ColumnName } from './columns.ts';
import { groupLabels, type GroupName } from './framework-row.ts';
import { markHits } from './mark-hits.ts';
import { rowFacts } from './row-facts.ts';
import { isLongAgo } from './since-text.ts';
import {
  defaultTableState,
  readTableState,
  sortLabels,
  writeTableState,
  type SortKey,
  type TableState,
} from './table-state.ts';

/** Typing goes on: rows are searched after the last key. */
const SEARCH_PAUSE_MILLISECONDS = 150;

/** The table at work: what a reader chooses becomes a state, and the state becomes rows, controls and the address. */
export class TableView {
  readonly #root: HTMLElement;
  readonly #signal: AbortSignal;
  readonly #bodies: ReadonlyMap<string, HTMLElement>;
  readonly #facts: readonly RowFacts[];
  /** Null where a chapter shows some rows only. */
  readonly #advice: AdviceView | null;
  #state: TableState = defaultTableState;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#root = root;
    this.#signal = signal;
    const bodies = [...root.querySelectorAll<HTMLElement>('[data-row]')];
    this.#bodies = new Map(bodies.map((body) => [body.dataset.row ?? '', body]));
    this.#facts = bodies.map(rowFacts);
    const topics = new Map(this.#facts.map(({ id, topic }) => [id, topic]));
    const advice = root.querySelector<HTMLDetailsElement>('[data-part="advice"]');
    this.#advice = advice
      ? new AdviceView(advice, topics, signal, {
          answer: (answers) => this.#change({ answers }),
          showRow: (id) => this.#goTo(id),
        })
      : null;
  }

  /** Switches the controls on and takes over what the address says. */
  start(): void {
    const signal = this.#signal;
    part(this.#root, 'controls', HTMLFieldSetElement).disabled = false;
    for (const button of this.#root.querySelectorAll('button')) button.disabled = false;
    this.#root.addEventListener('click', (event) => this.#click(event), { signal });
    this.#root.addEventListener('change', (event) => this.#choose(event.target), { signal });
    part(this.#root, 'search', HTMLInputElement).addEventListener('input', () => this.#searchSoon(), { signal });
    window.addEventListener('hashchange', () => this.#readFragment(), { signal });
    // Paper cannot be unfolded.
    window.addEventListener(
      'beforeprint',
      () => {
        const folds = this.#root.querySelectorAll<HTMLDetailsElement>('.framework-evidence, .framework-sources');
        const folded = [...folds].filter(({ open }) => !open);
        for (const fold of folded) fold.open = true;
        window.addEventListener('afterprint', () => folded.forEach((fold) => (fold.open = false)), { once: true });
      },
      { signal },
    );
    // The page is built once and read for years: it is the reader's clock that knows how old a check is.
    for (const time of this.#root.querySelectorAll<HTMLTimeElement>('.framework-evidence time')) {
      time.toggleAttribute('data-old', isLongAgo(time.dateTime, new Date()));
    }
    this.#root.dataset.ready = '';
    this.#show();
    this.#readFragment();
  }

  #click({ target }: Event): void {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button || !this.#root.contains(button)) return;
    const row = button.closest<HTMLElement>('[data-row]')?.dataset.row ?? '';
    const sortKey = button.dataset.sortBy;
    if (isSortKey(sortKey)) this.#sortBy(sortKey);
    switch (button.dataset.action) {
      case 'reset':
        this.#reset();
        if (button.closest('[hidden]')) this.#focusStatus();
        break;
      case 'share':
        void this.#share();
        break;
      case 'csv':
      case 'markdown':
        void this.#download(button.dataset.action);
        break;
      case 'hide':
        this.#hide(row);
        break;
      case 'unhide':
        this.#change({ hiddenRows: [] });
        this.#focusStatus();
        break;
      case 'show-proof':
        this.#toggleProof(button);
        break;
      case 'prove':
        void this.#prove(button);
        break;
    }
  }

  #choose(target: EventTarget | null): void {
    if (target instanceof HTMLSelectElement) this.#select(target);
    if (!(target instanceof HTMLInputElement)) return;
    if (target.dataset.part === 'provable') this.#change({ isProvable: target.checked });
    if (target.hasAttribute('data-column-choice')) this.#change({ hiddenColumns: this.#uncheckedColumns() });
  }

  #select({ dataset, value }: HTMLSelectElement): void {
    switch (dataset.part) {
      case 'group':
        this.#change({ group: isGroup(value) ? value : null });
        break;
      case 'verdict':
        this.#change({ verdict: isVerdict(value) ? value : null });
        break;
      case 'sort': {
        const [sort = '', direction] = value.split('.');
        if (isSortKey(sort)) this.#change({ sort, direction: direction === 'descending' ? direction : 'ascending' });
        break;
      }
    }
  }

  /** A header's first press orders by it, its second reverses, its third goes back to the groups. */
  #sortBy(sort: SortKey): void {
    if (this.#state.sort !== sort) this.#change({ sort, direction: 'ascending' });
    else if (this.#state.direction === 'ascending') this.#change({ direction: 'descending' });
    else this.#change({ sort: 'group', direction: 'ascending' });
  }

  #searchSoon(): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#change({}), SEARCH_PAUSE_MILLISECONDS);
  }

  #hide(id: string): void {
    const shown = arrangeRows(this.#facts, this.#state);
    const next = shown[shown.findIndex((row) => row.id === id) + 1];
    this.#change({ hiddenRows: [...this.#state.hiddenRows, id] });
    // The button that was pressed is gone: the keyboard goes on at the next row.
    const button = next && this.#bodies.get(next.id)?.querySelector<HTMLElement>('[data-action="hide"]');
    if (button) button.focus();
    else this.#focusStatus();
  }

  #reset(): void {
    this.#change({ ...defaultTableState, answers: this.#state.answers });
  }

  /** For the keyboard, when the button that was pressed is gone: a phone opens no keys for a line of text. */
  #focusStatus(): void {
    part(this.#root, 'status', HTMLElement).focus();
  }

  #goTo(id: string): void {
    const body = this.#bodies.get(id);
    if (!body) return;
    // A search that waits for its last key would hide the row a moment later.
    this.#change({});
    if (body.hidden) this.#change({ ...defaultTableState, answers: this.#state.answers });
    const topic = body.querySelector<HTMLElement>('.framework-topic');
    topic?.focus({ preventScroll: true });
    topic?.scrollIntoView({ block: 'center' });
  }

  #toggleProof(button: HTMLButtonElement): void {
    const row = document.getElementById(button.getAttribute('aria-controls') ?? '');
    if (!row) return;
    row.hidden = !row.hidden;
    button.setAttribute('aria-expanded', String(!row.hidden));
  }

  async #prove(button: HTMLButtonElement): Promise<void> {
    const panel = button.closest<HTMLElement>('.framework-proof');
    if (!panel) return;
    const { runProofPanel } = await import('./proof-panel.ts');
    const backend = document.getElementById(`${this.#root.id}-proofs-backend`);
    await runProofPanel(panel, button, backend instanceof HTMLSelectElement ? backend.value : 'auto');
  }

  async #download(kind: 'csv' | 'markdown'): Promise<void> {
    this.#change({});
    const [{ frameworkRows }, { toCsv, toMarkdown }, { download }] = await Promise.all([
      import('./framework-rows.ts'),
      import('./export-rows.ts'),
      import('../experiment/download.ts'),
    ]);
    const shown = arrangeRows(this.#facts, this.#state).map(({ id }) => id);
    const rows = shown.flatMap((id) => frameworkRows.filter((row) => row.id === id));
    const columns = columnNames.filter((name) => !this.#state.hiddenColumns.includes(name));
    if (kind === 'csv') download('pytorch-and-tensorflow.csv', 'text/csv', toCsv(rows, columns));
    else download('pytorch-and-tensorflow.md', 'text/markdown', toMarkdown(rows, columns));
    this.#say(`${rows.length} rows saved.`);
  }

  #change(change: Partial<TableState>): void {
    // What was typed a moment ago counts with whatever is pressed next.
    clearTimeout(this.#searchTimer);
    const query = part(this.#root, 'search', HTMLInputElement).value.trim();
    this.#state = { ...this.#state, query, ...change };
    this.#show();
    this.#writeAddress();
  }

  #show(): void {
    const shown = arrangeRows(this.#facts, this.#state);
    this.#showRows(shown);
    this.#showControls();
    this.#root.dataset.hidden = this.#state.hiddenColumns.join(' ');
    this.#advice?.show(this.#state.answers);
    const hiddenCount = this.#state.hiddenRows.length;
    const counted =
      shown.length === this.#facts.length
        ? `${shown.length} topics.`
        : `${shown.length} of ${this.#facts.length} topics.`;
    this.#say(hiddenCount > 0 ? `${counted} ${hiddenCount} hidden by you.` : counted);
    for (const button of this.#root.querySelectorAll<HTMLElement>('[data-action="unhide"]')) {
      button.hidden = hiddenCount === 0;
    }
    part(this.#root, 'empty', HTMLElement).hidden = shown.length > 0;
  }

  #showRows(shown: readonly RowFacts[]): void {
    const words = searchWords(this.#state.query);
    const table = this.#root.querySelector('table');
    const ids = new Set(shown.map(({ id }) => id));
    for (const [id, body] of this.#bodies) body.hidden = !ids.has(id);
    const ordered = shown.flatMap(({ id }) => this.#bodies.get(id) ?? []);
    const present = [...this.#bodies.values()].filter(({ hidden }) => !hidden);
    // Moving a row takes the focus from it, so rows stay where they are if they can.
    const inPlace = [...(table?.tBodies ?? [])].filter((body) => present.includes(body));
    if (inPlace.some((body, index) => body !== ordered[index])) table?.append(...ordered);
    for (const body of ordered) markHits(body, words);
  }

  #showControls(): void {
    const { query, group, verdict, isProvable, sort, direction, hiddenColumns } = this.#state;
    const search = part(this.#root, 'search', HTMLInputElement);
    if (search.value.trim() !== query) search.value = query;
    part(this.#root, 'group', HTMLSelectElement).value = group ?? '';
    part(this.#root, 'verdict', HTMLSelectElement).value = verdict ?? '';
    part(this.#root, 'sort', HTMLSelectElement).value = `${sort}.${direction}`;
    part(this.#root, 'provable', HTMLInputElement).checked = isProvable;
    for (const box of this.#columnBoxes()) box.checked = !hiddenColumns.some((name) => name === box.value);
    for (const header of this.#root.querySelectorAll('[data-sort]')) {
      header.setAttribute('aria-sort', header.getAttribute('data-sort') === sort ? direction : 'none');
    }
  }

  #columnBoxes(): HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>('[data-column-choice]')];
  }

  #uncheckedColumns(): ColumnName[] {
    const unchecked = new Set(this.#columnBoxes().flatMap((box) => (box.checked ? [] : box.value)));
    return columnNames.filter((name) => unchecked.has(name));
  }

  #writeAddress(): void {
    const values = writeTableState(this.#state);
    const url = new URL(location.href);
    url.hash = values.size > 0 ? shareAddress(location.href, { id: this.#root.id, values }).hash : '';
    history.replaceState(history.state, '', url);
  }

  #readFragment(): void {
    if (sharedExperimentId(location.hash) !== this.#root.id) return;
    this.#root.scrollIntoView();
    try {
      this.#state = readTableState(readShareLink(location.hash).values, new Set(this.#bodies.keys()));
      this.#show();
      if (Object.keys(this.#state.answers).length > 0) part(this.#root, 'advice', HTMLDetailsElement).open = true;
    } catch (error) {
      if (!(error instanceof ShareLinkError)) throw error;
      const box = part(this.#root, 'message', HTMLElement);
      const dismiss = () => {
        clearMessage(box);
        this.#focusStatus();
      };
      showMessage(box, {
        tone: 'notice',
        fact: error.message,
        fix: error.fix,
        actions: [{ label: 'Go on', act: dismiss }],
      });
    }
  }

  async #share(): Promise<void> {
    this.#change({});
    const url = shareAddress(location.href, { id: this.#root.id, values: writeTableState(this.#state) });
    try {
      await navigator.clipboard.writeText(url.href);
      this.#say('Link copied.');
    } catch {
      history.replaceState(history.state, '', url);
      this.#say('The link is now in the address bar: copy it from there.');
    }
  }

  #say(text: string): void {
    part(this.#root, 'status', HTMLElement).textContent = text;
  }
}

function isSortKey(name: string | undefined): name is SortKey {
  return name !== undefined && Object.hasOwn(sortLabels, name);
}

function isGroup(name: string): name is GroupName {
  return Object.hasOwn(groupLabels, name);
}

function isVerdict(name: string): name is keyof typeof verdictLabels {
  return Object.hasOwn(verdictLabels, name);
}
