import { describe, expect, test } from 'vitest';
import { Attempts } from '../../../../components/quiz/attempts.ts';
import type { TextStorage } from '../../../../components/quiz/kept-text.ts';

class MemoryStorage implements TextStorage {
  readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

/** As a browser that has switched storage off, or has none left. */
const refusing: TextStorage = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

describe('attempts', () => {
  test('are counted and survive a reload', () => {
    const storage = new MemoryStorage();
    const first = new Attempts('/a/#q', 'v', storage);
    expect(first.add(0, ['1'], false)).toEqual({ count: 1, isRight: false, answer: ['1'] });
    expect(first.add(0, ['2'], true).count).toBe(2);
    first.add(3, [], false);
    const second = new Attempts('/a/#q', 'v', storage);
    expect(second.get(0)).toEqual({ count: 2, isRight: true, answer: ['2'] });
    expect(second.get(1)).toBeNull();
    expect(second.solvedCount).toBe(1);
    expect([...storage.values.keys()]).toEqual(['duet.quiz.v1 /a/#q']);
  });

  test('belong to one quiz, and to the questions that it had', () => {
    const storage = new MemoryStorage();
    new Attempts('/a/#q', 'v', storage).add(0, ['1'], true);
    expect(new Attempts('/b/#q', 'v', storage).solvedCount).toBe(0);
    expect(new Attempts('/a/#q', 'changed', storage).solvedCount).toBe(0);
  });

  test('are forgotten when cleared', () => {
    const storage = new MemoryStorage();
    const attempts = new Attempts('/a/#q', 'v', storage);
    attempts.add(0, ['1'], true);
    attempts.clear();
    expect(attempts.solvedCount).toBe(0);
    expect(storage.values.size).toBe(0);
  });

  test.each([null, refusing])('last as long as the page without storage', (storage) => {
    const attempts = new Attempts('/a/#q', 'v', storage);
    attempts.add(0, ['1'], true);
    expect(attempts.get(0)?.count).toBe(1);
    attempts.clear();
    expect(attempts.get(0)).toBeNull();
  });

  test.each([
    'no JSON',
    'null',
    '[]',
    '{"content":"v"}',
    '{"content":"v","attempts":7}',
    '{"content":"v","attempts":[[0,{"count":"1","isRight":true,"answer":["1"]}]]}',
    '{"content":"v","attempts":[[0,{"count":1,"isRight":true,"answer":[1]}]]}',
    '{"content":"v","attempts":[[0,null]]}',
  ])('are forgotten when somebody else wrote them: %s', (text) => {
    const storage = new MemoryStorage();
    storage.setItem('duet.quiz.v1 /a/#q', text);
    expect(new Attempts('/a/#q', 'v', storage).get(0)).toBeNull();
  });
});
