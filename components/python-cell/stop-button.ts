/** Shows a program's Stop in place of the button that runs it, or the other way round. The keyboard stays with them. */
export function showStop(run: HTMLElement, stop: HTMLElement, isStopShown: boolean): void {
  const hadFocus = document.activeElement === run || document.activeElement === stop;
  run.hidden = isStopShown;
  stop.hidden = !isStopShown;
  if (hadFocus) (isStopShown ? stop : run).focus();
}
