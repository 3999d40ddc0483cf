import { describe, expect, test } from 'vitest';
import { findTerm, glossary, termsByLetter } from '../../../../components/glossary/glossary.ts';

describe('the glossary', () => {
  test('has sixty terms or more, each once, by the alphabet', () => {
    expect(glossary.length).toBeGreaterThanOrEqual(60);
    const names = glossary.map(({ term }) => term.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
    expect([...termsByLetter().values()].flat()).toEqual(glossary);
  });

  test.each(glossary)('$term is explained shortly, and its links lead to official documentation', (entry) => {
    expect(entry.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(entry.definition).toMatch(/^[A-Z][^`]*(`[^`]+`[^`]*)*\.$/);
    expect(entry.definition.length).toBeGreaterThan(25);
    expect(entry.definition.length).toBeLessThan(220);
    for (const found of [entry.torch, entry.keras]) {
      if (!found) continue;
      expect(found.name).not.toBe('');
      expect(found.href).toMatch(
        /^https:\/\/(docs\.pytorch\.org\/(docs|vision)\/stable|keras\.io\/api|www\.tensorflow\.org\/api_docs\/python)\//,
      );
    }
    if (entry.torch) expect(entry.torch.href).toContain('pytorch.org');
    if (entry.keras) expect(entry.keras.href).not.toContain('pytorch.org');
  });
});

test('a term that is not there is told with its file and what may be meant', () => {
  expect(findTerm('tensor', 'a.mdx').term).toBe('tensor');
  expect(findTerm('one-hot-encoding', 'a.mdx').term).toBe('one-hot encoding');
  expect(() => findTerm('tensr', 'a.mdx')).toThrow(
    'a.mdx, term "tensr": the glossary has no such term. Did you mean "tensor"?',
  );
  expect(() => findTerm('xyz', 'a.mdx')).toThrow('components/glossary/terms.ts');
});
