/** The containers of torch.nn. */
export { ModuleDict } from './module-dict.ts';
export { ModuleList } from './module-list.ts';
export { ParameterList } from './parameter-list.ts';
export { Sequential } from './sequential.ts';
