/**
 * Path of the page that is shown, in the language of the originals: what a reader answers in one language is answered in all.
 * A translated page says where its original is.
 */
export function pagePath(): string {
  const original = document.querySelector<HTMLMetaElement>('meta[name="duet:original"]');
  return original?.content ?? location.pathname;
}
