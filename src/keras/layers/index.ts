export * from './classes.ts';
export * from './factories.ts';
export { Input, Input as input } from './input.ts';
export { Layer } from './layer.ts';
