export { SeedGenerator } from './seed-generator.ts';
