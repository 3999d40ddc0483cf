import { defineProgressElement, pageProgress } from './page-progress.ts';

defineProgressElement('duet-course-sum', (element) => {
  const lessons = element.dataset.lessons?.split(' ') ?? [];
  const { done } = pageProgress.read();
  element.textContent = `${lessons.filter((lesson) => done.includes(lesson)).length} of ${lessons.length} done`;
});
