declare module '@pagefind/default-ui' {
  /** The part of Pagefind's options that Duet sets. */
  interface PagefindUIOptions {
    readonly element: HTMLElement | string;
    readonly baseUrl: string;
    readonly bundlePath: string;
    readonly showImages: boolean;
    readonly showSubResults: boolean;
    readonly translations: Readonly<Record<string, string>>;
  }

  export const PagefindUI: new (options: PagefindUIOptions) => object;
}
