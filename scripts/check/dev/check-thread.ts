/** Checks the chapter of one address, and posts the problems. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkChapters } from '../check-chapters.ts';
import { course as courseFolder } from '../../setup/paths.mjs';
import { isLesson, readCourse } from '../course.ts';

const course = readCourse(courseFolder);
const chapters = course.chapters.filter((chapter) => chapter.address === workerData && isLesson(chapter));
parentPort?.postMessage(checkChapters(chapters, course));
