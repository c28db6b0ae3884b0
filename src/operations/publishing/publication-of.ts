import type { Publication } from "../../state/publication.ts";
import type { OperationContext } from "../context.ts";
import { withView } from "../view/with-view.ts";

/** How far publishing is, by the log. */
export async function publicationOf(context: OperationContext): Promise<Publication> {
  return await withView(context, ({ head }) => head.publication);
}
