import type { TextStorage } from '../quiz/kept-text.ts';

/** A storage that tells what is in it. */
export interface ListedStorage extends TextStorage {
  readonly keys: () => readonly string[];
}

/** The browser's storage, or null where it keeps nothing: in some private windows, or where it is switched off. */
export function browserStorage(): ListedStorage | null {
  const probe = 'duet.probe';
  try {
    localStorage.setItem(probe, '');
    localStorage.removeItem(probe);
    return {
      getItem: (key) => localStorage.getItem(key),
      setItem: (key, value) => localStorage.setItem(key, value),
      removeItem: (key) => localStorage.removeItem(key),
      keys: () => Object.keys(localStorage),
    };
  } catch {
    return null;
  }
}

/** Keeps until the page is left. */
export function memoryStorage(): ListedStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}
