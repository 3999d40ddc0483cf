/** How a colour of a figure is written in CSS. */

/** Matplotlib's cycle has its colours by theme in python-figure.css; black and white are the theme's ink and surface. */
export function cssColour(colour: string): string {
  if (/^C\d$/.test(colour)) return `var(--figure-${colour.toLowerCase()})`;
  if (colour === 'black') return 'var(--figure-ink)';
  if (colour === 'white') return 'var(--figure-surface)';
  return colour;
}
