/** Modules, as torch.nn. */
import { nameClasses } from './class-names.ts';
import * as containers from './containers/index.ts';
import * as layers from './layers/index.ts';
import * as loss from './loss/index.ts';
import { Module } from './module.ts';

nameClasses({ ...containers, ...layers, ...loss, Module });

export * from './containers/index.ts';
export * as functional from './functional/index.ts';
export * as init from './init.ts';
export * from './layers/index.ts';
export * from './loss/index.ts';
export { Module } from './module.ts';
export { Parameter, UninitializedParameter } from './parameter.ts';
export * as utils from './utils/index.ts';
