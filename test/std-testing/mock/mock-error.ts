/** A spy or stub was set up wrongly, for example twice on one method. */
export class MockError extends Error {
  override readonly name = "MockError";
}
