import { isSiteDataset } from '../../../src/datasets/describe.ts';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import type { DatasetChoice } from '../../../src/training/protocol.ts';

/** A piece of the credit; a link where it is an address. */
export interface CreditPart {
  readonly text: string;
  readonly href?: string;
}

/** What a page says of a set of `content/data` wherever it trains on it: title, origin and licence. */
export function creditParts({ title, summary, credit, licence }: SiteDataset): readonly CreditPart[] {
  return [
    { text: `Data: ${[title, summary].filter(Boolean).map(sentence).join(' ')} Source: ` },
    linked(credit),
    { text: '. Licence: ' },
    linked(licence),
    { text: '.' },
  ];
}

/** Writes the credit of a set of `content/data`; those of the course are credited on a page of their own. */
export function showDatasetCredit(paragraph: HTMLElement, dataset: DatasetChoice): void {
  const parts = isSiteDataset(dataset) ? creditParts(dataset) : [];
  paragraph.hidden = parts.length === 0;
  paragraph.replaceChildren(...parts.map(nodeOf));
}

function nodeOf({ text, href }: CreditPart): Node | string {
  if (href === undefined) return text;
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}

function linked(text: string): CreditPart {
  return /^https?:\/\/\S+$/.test(text) ? { text, href: text } : { text: text.replace(/\.$/, '') };
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
