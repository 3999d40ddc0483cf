/** Lets the browser save a text, or bytes, as a file. */
export function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has read the blob by then; without this it would stay in memory as long as the page.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
