/** As the reason of an abort: let what was launched run on, for the next owner to adopt. Any other reason ends it. */
export const DETACHED = new Error("The owner lets go of what it launched");
