export { formatTensor, type PrintedTensor } from './format-tensor.ts';
export { getPrintoptions, setPrintoptions, type PrintOptions } from './print-options.ts';
