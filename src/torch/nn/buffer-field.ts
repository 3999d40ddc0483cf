import { letGo } from '../memory.ts';
import { Tensor } from '../tensor.ts';

/**
 * Makes the field `name` of a module hold a buffer: whatever tensor is assigned to it lives beyond the scope that it was
 * made in, and the one that was there before is freed with the present scope.
 */
export function defineBuffer(module: object, name: string, tensor: Tensor | null): void {
  let held: unknown = tensor?.persist() ?? null;
  Object.defineProperty(module, name, {
    get: () => held,
    set: (next: unknown) => {
      const before = held;
      held = next instanceof Tensor ? next.persist() : next;
      if (!(before instanceof Tensor) || (next instanceof Tensor && next.storage === before.storage)) return;
      letGo(before.storage);
    },
    enumerable: true,
    configurable: true,
  });
}
