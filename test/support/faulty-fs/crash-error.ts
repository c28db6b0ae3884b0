/** The power went off: nobody sees this error in the product, the process that would have is gone. */
export class CrashError extends Error {
  constructor() {
    super("The machine has crashed");
    this.name = "CrashError";
  }
}
