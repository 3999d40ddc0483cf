import { defineCourse } from './src/site/define-course.ts';

export default defineCourse({
  title: 'Duet',
  description: 'Learn PyTorch and Keras together, by training the same network in both, in your browser.',
  translations: ['de', 'es'],
});
