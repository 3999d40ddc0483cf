/** What a reader sees of the first element that a selector finds, or '' where there is none. */
export function shownText(root: ParentNode | null, selector: string): string {
  return root?.querySelector<HTMLElement>(selector)?.innerText.trim() ?? '';
}
