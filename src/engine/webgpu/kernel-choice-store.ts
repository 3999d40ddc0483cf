import { kernelFamilies, kernelVariants, type KernelFamily, type KernelVariant } from './kernel-choice.ts';

/** A variant for every family. */
export type KernelChoice = Readonly<Record<KernelFamily, KernelVariant>>;

/** Another number for other programs, so that what was measured with earlier ones is measured again. */
const DATABASE = 'duet-kernel-choice-1';
const STORE = 'choices';

/** What was measured on an adapter, in an earlier visit; null where nothing was, or where nothing can be kept. */
export async function rememberedChoice(adapter: string): Promise<KernelChoice | null> {
  const value = await inStore('readonly', (store): IDBRequest<unknown> => store.get(adapter));
  return isChoice(value) ? value : null;
}

/** Keeps what was measured on an adapter, where the browser lets us. */
export async function rememberChoice(adapter: string, choice: KernelChoice): Promise<void> {
  await inStore('readwrite', (store) => store.put(choice, adapter));
}

/** The answer of the store, or null: a reader without it only waits for the measurement again. */
async function inStore<Answer>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer | null> {
  try {
    const opening = indexedDB.open(DATABASE);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const database = await answerOf(opening);
    try {
      return await answerOf(ask(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The browser keeps no data.'));
    };
  });
}

function isChoice(value: unknown): value is KernelChoice {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return kernelFamilies.every((family) => kernelVariants.some((variant) => variant === entries.get(family)));
}
