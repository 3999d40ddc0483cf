import { defineCourse } from 'duet';

export default defineCourse({
  title: COURSE_TITLE,
  description: 'One sentence about the course, for search engines.',
  customCss: ['./colours.css'],
});
