/** Golden files: what the real frameworks compute, written by tests/judges/make_goldens.py. */
import { readFileSync } from 'node:fs';
import type { Json } from './golden-values.ts';

/** What each case has, of whatever kind it is. */
export interface GoldenCase {
  readonly name: string;
  /** Of numbers, see `expectValue`. */
  readonly tolerance?: number;
  readonly [field: string]: Json | undefined;
}

/** The cases of a file of tests/fixtures, such as `readCases('torch', 'pointwise')`. */
export function readCases(framework: 'torch' | 'keras', file: string): readonly GoldenCase[] {
  const url = new URL(`../../fixtures/${framework}/${file}.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { readonly cases: readonly GoldenCase[] };
  return cases;
}
