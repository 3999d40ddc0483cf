export { Model } from './model.ts';
export { Sequential } from './sequential.ts';
