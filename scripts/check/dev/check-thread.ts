/** Checks the chapter of one address, and posts the problems. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { checkChapters } from '../check-chapters.ts';
import { isLesson, readCourse } from '../course.ts';

const course = readCourse(join(import.meta.dirname, '../../..'));
const chapters = course.chapters.filter((chapter) => chapter.address === workerData && isLesson(chapter));
parentPort?.postMessage(checkChapters(chapters, course));
