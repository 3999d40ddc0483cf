/** A panel over the page, with what is to be mended in its chapter. It is there in `npm run dev` alone. */
import type { Problem } from '../problem.ts';
import './problem-panel.css';
import { problemsEvent, questionEvent, type ProblemsQuestion } from './messages.ts';

function itemOf({ file, line, column, fact, fix }: Problem): HTMLLIElement {
  const item = document.createElement('li');
  const place = document.createElement('a');
  place.textContent = `${file}:${line}:${column}`;
  // Vite's dev server opens the editor that is running.
  place.href = `/__open-in-editor?file=${encodeURIComponent(place.textContent)}`;
  place.addEventListener('click', (event) => {
    event.preventDefault();
    void fetch(place.href);
  });
  item.append(place, ` ${fact} ${fix}`);
  return item;
}

function panelOf(problems: readonly Problem[]): HTMLElement {
  const panel = document.createElement('section');
  panel.className = 'problem-panel';
  panel.setAttribute('aria-label', 'npm run check');
  const heading = document.createElement('p');
  heading.setAttribute('role', 'status');
  heading.textContent = `npm run check: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in this chapter`;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => {
    panel.remove();
  });
  const list = document.createElement('ul');
  list.append(...problems.map(itemOf));
  panel.append(heading, close, list);
  return panel;
}

import.meta.hot?.on(problemsEvent, (problems: readonly Problem[]) => {
  document.querySelector('.problem-panel')?.remove();
  if (problems.length > 0) document.body.append(panelOf(problems));
});
import.meta.hot?.send(questionEvent, { path: location.pathname } satisfies ProblemsQuestion);
