import { describe, expect, it } from 'vitest';
import { readUrlChoices } from '../../../../components/experiment/url-choices.ts';

describe('readUrlChoices', () => {
  it('reads backend, preset and seed', () => {
    expect(readUrlChoices('?backend=wasm&preset=quick&seed=7')).toEqual({
      backend: 'wasm',
      preset: 'quick',
      seed: 7,
      problems: [],
    });
  });

  it('chooses nothing where the address says nothing', () => {
    expect(readUrlChoices('?theme=dark')).toEqual({ backend: null, preset: null, seed: null, problems: [] });
  });

  it.each([
    ['?backend=nonsense', 'backend “nonsense”'],
    ['?backend=', 'backend “”'],
    ['?preset=huge', 'preset “huge”'],
    ['?seed=-1', 'seed “-1”'],
    ['?seed=1.5', 'seed “1.5”'],
    ['?seed=4294967296', 'seed “4294967296”'],
  ])('tells that %s means nothing, and what would', (search, fact) => {
    const { backend, preset, seed, problems } = readUrlChoices(search);
    expect([backend, preset, seed]).toEqual([null, null, null]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(fact);
    expect(problems[0]).toContain('choose');
  });
});
