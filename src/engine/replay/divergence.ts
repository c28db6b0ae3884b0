/** The first place where what the log says is not what its pinned machines and plans say. */
export interface Divergence {
  seq: number;
  type: string;
  subject: string;
  /** What was compared, in words. */
  what: string;
  logged: unknown;
  derived: unknown;
}
