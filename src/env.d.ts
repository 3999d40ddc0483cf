/** What defineCourse hands to pages. */
interface ImportMetaEnv {
  readonly COURSE_TITLE: string;
  readonly COURSE_LANGUAGES: readonly string[];
  readonly COURSE_DESCRIPTION: string;
  /** Where CPython's files are below the site's base, and how large each is. */
  readonly PYODIDE: { readonly folder: string; readonly bytes: Readonly<Record<string, number>> };
}
