// What the package offers: `import { defineCourse } from 'duet'`, for the Astro configuration of a course.
import './scripts/setup/typescript-in-packages.mjs';

export const { defineCourse } = await import('./src/site/define-course.ts');
