/**
 * An obstacle that the person at the machine can remove: a setting, a full disk, a server that is
 * down. The message is one Indonesian sentence for that person; it holds no password and no row.
 */
export class OperatorProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OperatorProblem";
  }
}
