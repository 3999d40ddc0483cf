export { Dense } from './dense.ts';
export { Input } from './input.ts';
export { Layer } from './layer.ts';
