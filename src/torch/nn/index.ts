/** Modules, as torch.nn. */
export { ModuleDict } from './containers/module-dict.ts';
export { ModuleList } from './containers/module-list.ts';
export { ParameterList } from './containers/parameter-list.ts';
export { Sequential } from './containers/sequential.ts';
export * as functional from './functional/index.ts';
export * from './layers/index.ts';
export * from './loss/index.ts';
export { Module } from './module.ts';
export { Parameter, UninitializedParameter } from './parameter.ts';
export * as init from './init.ts';
export * as utils from './utils/index.ts';
