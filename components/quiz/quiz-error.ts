/** A quiz or an exercise that its teacher has to mend. It ends the build; `message` is a fact and a fix. */
export class QuizError extends Error {
  /** @param place the file, the quiz and the question, such as `content/a.mdx, quiz "pooling", question 2`. */
  constructor(place: string, fact: string, fix: string) {
    super(`${place}: ${fact} ${fix}`);
    this.name = 'QuizError';
  }
}
