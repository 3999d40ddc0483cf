/** Puts a link into the address bar and the clipboard. @returns whether the browser let it into the clipboard. */
export async function copyLink(link: URL): Promise<boolean> {
  history.replaceState(history.state, '', link);
  try {
    await navigator.clipboard.writeText(link.href);
    return true;
  } catch {
    return false;
  }
}
