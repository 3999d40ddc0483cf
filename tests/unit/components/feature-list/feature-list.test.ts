import { expect, test } from 'vitest';
import { asFeatureList } from '../../../../components/feature-list/feature-list.ts';

/** As the site's Markdown becomes HTML. */
function heading(level: number, text: string): string {
  const anchor = '<a class="sl-anchor-link" href="#"></a>';
  return `<div class="sl-heading-wrapper level-h${level}"><h${level}>${text}</h${level}>${anchor}</div>`;
}

test('the title is left to the page', () => {
  expect(asFeatureList(`${heading(1, 'What the dialects have')}<p>Two.</p>${heading(2, 'Names')}`)).toBe(
    `<p>Two.</p>${heading(2, 'Names')}`,
  );
});

test('each deviation has an address by framework and title', () => {
  const item = '<li><strong>Changes through <code dir="auto">data</code>.</strong> They count.</li>';
  const address = 'pytorch-changes-through-data';
  const title = '<strong>Changes through <code dir="auto">data</code>.</strong>';
  const list = asFeatureList(`${heading(2, 'PyTorch: deviations')}<ul>${item}</ul>${heading(2, 'Keras: deviations')}`);
  expect(list).toContain(`<li id="${address}"><a class="address" href="#${address}">${title}</a> They count.</li>`);
});

test('names in a row become a list, in a group that has an address', () => {
  const names = '<p><code dir="auto">zeros</code> · <code dir="auto">zerosLike</code></p>';
  const group = `<details>\n<summary><code>torch</code> (2)</summary>${names}</details>`;
  expect(asFeatureList(`${heading(2, 'PyTorch: names')}${group}`)).toBe(
    `${heading(2, 'PyTorch: names')}<details id="torch">\n<summary><code>torch</code> (2)</summary>` +
      '<ul class="names" role="list"><li><code dir="auto">zeros</code></li>' +
      '<li><code dir="auto">zeros<wbr>Like</code></li></ul></details>',
  );
});

test('what is no list of names stays a paragraph', () => {
  const text = '<p><code>item</code> waits.</p>';
  expect(asFeatureList(heading(2, 'Reading') + text)).toContain(text);
});
