import type { ProcessIdentity } from "../../../../src/kernel/ports/proc.ts";
import type {
  AttemptRef,
  EndAnswer,
  LookAnswer,
  StageDispatch,
  StageOrder,
  StartAnswer,
} from "../../../../src/runners/contract/stage-dispatch.ts";
import type { StageReport } from "../../../../src/runners/contract/stage-report.ts";

/** A machine that runs attempts in no time: each ends with what `work` reports, once it was claimed. */
export class MemoryDispatch implements StageDispatch {
  /** Claimed attempts with their report; null for nobody's. */
  readonly claims = new Map<string, StageReport | null>();
  readonly launched: StageOrder[] = [];
  /** What an attempt does and reports. */
  work: (order: StageOrder) => Partial<StageReport> = () => ({});
  /** Called between looking at an attempt and forbidding it: what a late supervisor does there. */
  beforeForbid: (attempt: string) => void = () => undefined;

  async start(order: StageOrder): Promise<StartAnswer> {
    if (this.claims.has(order.attempt)) return { type: "refused", reason: "claimed before" };
    this.launched.push(order);
    this.claims.set(order.attempt, { ...QUIET, ...this.work(order) });
    return { type: "started", identity: IDENTITY };
  }

  async look({ attempt }: AttemptRef): Promise<LookAnswer> {
    const report = this.claims.get(attempt);
    if (report === undefined) return { type: "unclaimed" };
    return report === null ? { type: "gone", detail: "forbidden" } : { type: "ended" };
  }

  async forbid({ attempt }: AttemptRef): Promise<boolean> {
    this.beforeForbid(attempt);
    if (this.claims.has(attempt)) return false;
    this.claims.set(attempt, null);
    return true;
  }

  async ended({ attempt }: AttemptRef): Promise<EndAnswer> {
    const report = this.claims.get(attempt);
    return report ? { type: "ended", report } : { type: "gone", detail: "no outcome" };
  }

  async stop(): Promise<void> {
    await null;
  }

  async sweep(): Promise<ProcessIdentity[]> {
    return [];
  }

  warm(): void {
    // There is no spare here.
  }

  close(): void {
    // There is no spare here.
  }
}

const IDENTITY: ProcessIdentity = { pid: 7, started: "7" };

/** A clean exit without a word. */
export const QUIET: StageReport = {
  claimed: null,
  failure: null,
  detail: "",
  exit: 0,
  signal: null,
  millis: 1,
  outputBytes: 0,
  usage: null,
  summary: "",
  artifacts: [],
};
