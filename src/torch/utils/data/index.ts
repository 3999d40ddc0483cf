export { DataLoader } from './data-loader.ts';
export type { Dataset } from './dataset.ts';
