export { assertSpyCall, assertSpyCalls, type ExpectedCall } from "./mock/assert-spy-call.ts";
export { MockError } from "./mock/mock-error.ts";
export { type Spy, type SpyCall, spy } from "./mock/spy.ts";
export { stub } from "./mock/stub.ts";
