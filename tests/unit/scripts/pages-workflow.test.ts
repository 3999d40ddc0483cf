import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const file = new URL('../../../.github/workflows/pages.yml', import.meta.url);

test('the site is built for the address that GitHub Pages gives it', () => {
  const { jobs } = parse(readFileSync(file, 'utf8')) as Workflow;
  const steps = jobs.build?.steps ?? [];
  const place = steps.findIndex(({ uses }) => uses?.startsWith('actions/configure-pages@'));
  const build = steps.findIndex(({ run }) => run === 'npm run build');
  expect(build).toBeGreaterThan(place);
  const outputs = `steps.${steps[place]?.id ?? ''}.outputs`;
  expect(steps[build]?.env).toEqual({
    BASE: `\${{ ${outputs}.base_path }}`,
    SITE_URL: `\${{ ${outputs}.origin }}`,
  });
});
