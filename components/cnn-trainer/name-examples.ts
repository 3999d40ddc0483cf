import type { exampleNoun } from '../../src/datasets/describe.ts';

/** Calls the examples images, or rows of a table, in every text within `scope` that names them. */
export function nameExamples(scope: HTMLElement, noun: ReturnType<typeof exampleNoun>): void {
  for (const element of scope.querySelectorAll('[data-examples]')) {
    element.textContent = element.textContent
      .replace(/\b(images|rows)\b/, noun)
      .replace(/\b(Images|Rows)\b/, noun.charAt(0).toUpperCase() + noun.slice(1));
  }
}
