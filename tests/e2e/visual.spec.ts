/**
 * The drawings of the widgets by themselves, in both themes, on a wide page and on a phone. What a machine can see is
 * tested; the pictures in `test-results/visual` are for people.
 */
import { expect, test } from '@playwright/test';
import { buildPageScript } from './support/page-script.ts';
import { placeOf } from './support/site.ts';
import { reportFolder } from '../../scripts/setup/suites.mjs';

const kinds = [
  'autograd-visualizer',
  'callback-lab',
  'cnn-trainer',
  'device-placement',
  'eager-graph',
  'graph-view',
  'loss-surface',
  'tensor-playground',
];
const looks = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
] as const;

let script: string;

test.beforeAll(async () => {
  script = await buildPageScript(new URL('../visual/figures.ts', import.meta.url));
});

for (const kind of kinds) {
  for (const { theme, width } of looks) {
    test(`drawings of the ${kind} in the ${theme} theme, ${width} pixels wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 1000 });
      const { path } = placeOf(kind);
      await page.route('**/figures.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
      await page.goto(path);
      // The header of the site would stand in the pictures of what is higher than the window.
      await page.addStyleTag({ content: 'header { position: absolute !important }' });
      const names = await page.evaluate<string[]>(
        `import('./figures.js').then((figures) => figures.drawFigures(${JSON.stringify(kind)}))`,
      );
      expect(names.length).toBeGreaterThan(1);
      const problems = await page.evaluate<string[][]>(
        `import('./figures.js').then((figures) => ${JSON.stringify(names)}.map(figures.problemsOf))`,
      );
      for (const [place, name] of names.entries()) {
        await page
          .locator(`[id="${name}"]`)
          .screenshot({ path: `${reportFolder}/visual/${kind}/${name}-${theme}.png` });
        expect.soft(problems[place], name).toEqual([]);
      }
    });
  }
}
