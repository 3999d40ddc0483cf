import { kernelFamilies, kernelVariants, type KernelFamily, type KernelVariant } from './kernel-choice.ts';

/** Variants of the families that were measured. */
export type KernelChoice = Readonly<Partial<Record<KernelFamily, KernelVariant>>>;

/** Another number for other programs, so that what was measured with earlier ones is measured again. */
const DATABASE = 'duet-kernel-choice-1';
const STORE = 'choices';
/** A browser that has not answered after so long is taken to keep nothing. */
const LONGEST_WAIT_MS = 200;

/** What earlier visits measured on an adapter: nothing where the browser keeps nothing. */
export async function rememberedChoice(adapter: string): Promise<KernelChoice> {
  const value = await inStore('readonly', (store): IDBRequest<unknown> => store.get(adapter));
  const found = new Map<string, unknown>(Object.entries(value ?? {}));
  const entries = kernelFamilies.map((family) => {
    return [family, kernelVariants.find((variant) => variant === found.get(family))] as const;
  });
  return Object.fromEntries(entries.filter(([, variant]) => variant !== undefined));
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
  const noAnswer = new Promise<null>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS, null));
  return await Promise.race([askStore(mode, ask), noAnswer]);
}

async function askStore<Answer>(
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
