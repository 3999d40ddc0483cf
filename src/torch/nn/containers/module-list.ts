import type { Module } from '../module.ts';
import { IndexedContainer } from './indexed-container.ts';

/**
 * Modules in a list, as torch.nn.ModuleList: their parameters are found, and what is done with them is written elsewhere.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html
 */
export class ModuleList extends IndexedContainer {
  override readonly collapsesEqualChildren: boolean = true;

  constructor(modules: Iterable<Module> = []) {
    super();
    this.extend(modules);
  }

  /** A list numbers its modules anew. */
  protected override addSliced(_: string, module: Module): void {
    this.append(module);
  }
}
