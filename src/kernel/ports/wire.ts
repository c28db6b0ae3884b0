export interface WireAnswer {
  /** The HTTP status. */
  status: number;
  /** The parsed JSON body. */
  body: unknown;
}

/** Requests between the processes of one user on one machine, by Unix socket. */
export interface Wire {
  /**
   * Prepares the socket on which the owner of `directory` answers and gives its path: its directory is this user's alone, and
   * what a dead owner left is removed. Only for who owns `directory`. Throws the platform's error.
   */
  claim(directory: string): string;
  /** Removes the socket file that `claim` led to. */
  release(socket: string): void;
  /**
   * Posts JSON to the owner of `directory`. Null when no answer came: nobody listens, or it did not answer within `millis`.
   * The request may have been taken all the same.
   */
  post(directory: string, path: string, body: string, millis: number): Promise<WireAnswer | null>;
}
