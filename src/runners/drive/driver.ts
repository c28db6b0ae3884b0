import type { Fields } from "../harness/fields.ts";
import type { HarnessEvent } from "../harness/harness-event.ts";

/** What a driver has at hand while it talks to one program. */
export interface Talk {
  /** What the agent is to be told. */
  readonly prompt: string;
  /** The workspace root, absolute; where the program runs. */
  readonly root: string;
  /** One line of JSON to the program, in the order of sending. */
  send(message: object): void;
  /** Goes to stdout.txt, and to whoever watches. */
  tell(event: HarnessEvent): void;
  /** Nothing more is to be said: the program is to end by itself. */
  hangUp(): void;
}

/** The one who talks to a harness in its own protocol of JSON lines, inside of the supervisor. */
export interface Driver {
  /** How lines begin that are never worth a look, such as partial updates. */
  readonly noise: readonly string[];
  /** How long the program may take to end by itself once the talk is over. */
  readonly farewellMillis: number;
  /** The program runs. */
  begin(): void;
  /** It wrote a JSON object as a line. */
  hear(line: Fields): void;
  /** It wrote a line that is too long to be kept and begins like this. */
  hearLong(beginning: string): void;
  /** Asks the agent to end its work; resolves when it has, which may be never. */
  abort(): Promise<void>;
}
