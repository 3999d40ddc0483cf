/**
 * How many keys the outer object of a JSON text has, those that come twice included: `JSON.parse` keeps the last of them.
 *
 * @param text valid JSON.
 */
export function countTopLevelKeys(text: string): number {
  let depth = 0;
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ':' && depth === 1) count += 1;
    else if (character === '"') index = endOfString(text, index);
  }
  return count;
}

/** A regular expression would run out of its stack on a long one. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
