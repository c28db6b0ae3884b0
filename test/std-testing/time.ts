interface Timer {
  readonly id: number;
  readonly every: number | undefined;
  readonly run: () => void;
  due: number;
}

/** What a faked `setTimeout` returns: a number to Deno's eye, a `Timeout` to Node's and Bun's. */
interface Handle {
  ref(): Handle;
  unref(): Handle;
  hasRef(): boolean;
  [Symbol.toPrimitive](): number;
}

type Callback = (...args: unknown[]) => void;

const names = ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"] as const;
let active: FakeTime | undefined;

/** Replaces the clock and the timers until it is restored. Time stands still but for `tick`. One at a time. */
export class FakeTime {
  /** Milliseconds since the epoch at which it began. */
  readonly start: number;
  #now: number;
  #lastId = 0;
  readonly #timers = new Map<number, Timer>();
  readonly #real = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  readonly #setTimeout = globalThis.setTimeout;

  /** `start` defaults to the real time. */
  constructor(start: number | string | Date = Date.now()) {
    if (active) throw new Error("Cannot fake time: another FakeTime is active");
    this.start = new Date(start).getTime();
    if (Number.isNaN(this.start)) throw new RangeError(`Cannot fake time: "${String(start)}" is no time`);
    this.#now = this.start;
    active = this;
    this.#install();
  }

  get now(): number {
    return this.#now;
  }

  /** Goes forward to that time and runs what falls due; going back is an error. */
  set now(time: number) {
    this.tick(time - this.#now);
  }

  /** Goes forward by so many milliseconds, and runs the due timers in the order of their times. */
  tick(millis = 0): void {
    if (millis < 0) throw new RangeError(`Cannot go back in time by ${-millis} ms`);
    const end = this.#now + millis;
    for (let timer = this.#next(end); timer; timer = this.#next(end)) this.#fire(timer);
    this.#now = end;
  }

  /** As `tick`, but lets pending promises settle before, between the timers, and after. */
  async tickAsync(millis = 0): Promise<void> {
    if (millis < 0) throw new RangeError(`Cannot go back in time by ${-millis} ms`);
    const end = this.#now + millis;
    await this.#settle();
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#fire(timer);
      await this.#settle();
    }
    this.#now = end;
  }

  restore(): void {
    if (active !== this) throw new Error("Cannot restore time: it was restored before");
    for (const [name, real] of this.#real) if (real) Object.defineProperty(globalThis, name, real);
    active = undefined;
  }

  [Symbol.dispose](): void {
    if (active === this) this.restore();
  }

  #install(): void {
    const set =
      (repeat: boolean) =>
      (run: Callback, delay?: number, ...args: unknown[]): Handle =>
        this.#add(() => run(...args), Math.max(0, delay ?? 0), repeat);
    const clear = (id: unknown): void => void this.#timers.delete(Number(id));
    const fakes = {
      Date: fakeDate(Date, () => this.#now),
      setTimeout: set(false),
      clearTimeout: clear,
      setInterval: set(true),
      clearInterval: clear,
    };
    for (const name of names) Object.defineProperty(globalThis, name, { value: fakes[name], configurable: true, writable: true });
  }

  #add(run: () => void, delay: number, repeat: boolean): Handle {
    const id = ++this.#lastId;
    // An interval of 0 would never let `tick` come to its end.
    this.#timers.set(id, { id, run, due: this.#now + delay, every: repeat ? Math.max(1, delay) : undefined });
    return handleOf(id);
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) if (timer.due <= end && (!first || timer.due < first.due)) first = timer;
    return first;
  }

  #fire(timer: Timer): void {
    this.#now = timer.due;
    if (timer.every === undefined) this.#timers.delete(timer.id);
    else timer.due += timer.every;
    timer.run();
  }

  #settle(): Promise<void> {
    return new Promise((done) => this.#setTimeout(done, 0));
  }
}

function handleOf(id: number): Handle {
  const handle: Handle = { ref: () => handle, unref: () => handle, hasRef: () => true, [Symbol.toPrimitive]: () => id };
  return handle;
}

function fakeDate(real: DateConstructor, now: () => number): DateConstructor {
  return new Proxy(real, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, key, receiver) => (key === "now" ? now : Reflect.get(target, key, receiver)),
  });
}
