/** What defineCourse hands to pages. */
interface ImportMetaEnv {
  readonly COURSE_TITLE: string;
  readonly COURSE_LANGUAGES: readonly string[];
  readonly COURSE_DESCRIPTION: string;
}
