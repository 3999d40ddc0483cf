/** Takes text as a stream: pieces of lines, with the line breaks where they belong. */
export type Write = (text: string) => void;

let unfinishedLine = '';
let otherPlace: Write | null = null;

/** Sends what would be written to the console somewhere else, as it comes; null for the console again. */
export function sendOutputTo(write: Write | null): void {
  otherPlace = write;
}

/**
 * Writes to the console, which knows only whole lines: a line appears when it ends, as it would look in a terminal
 * after the last carriage return.
 */
export function writeToConsole(text: string): void {
  if (otherPlace) {
    otherPlace(text);
    return;
  }
  const lines = (unfinishedLine + text).split('\n');
  unfinishedLine = lines.pop() ?? '';
  for (const line of lines) console.log(line.slice(line.lastIndexOf('\r') + 1));
}

/** Says what may be a mistake and goes on. */
export function warn(message: string): void {
  console.warn(message);
}
