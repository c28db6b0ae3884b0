import { z } from "zod";
import { publishApproved } from "../../events/types/publish-approved.ts";
import { publishChecked } from "../../events/types/publish-checked.ts";
import { publishCommitted } from "../../events/types/publish-committed.ts";
import { publishCommitting } from "../../events/types/publish-committing.ts";
import { publishPushed } from "../../events/types/publish-pushed.ts";
import { publishPushing } from "../../events/types/publish-pushing.ts";
import { publishSynced } from "../../events/types/publish-synced.ts";
import { publishSyncing } from "../../events/types/publish-syncing.ts";
import { publishTagged } from "../../events/types/publish-tagged.ts";
import { publishTagging } from "../../events/types/publish-tagging.ts";

const move = { from: true, event: true, to: true } as const;

/** What happened on the way out, as it travels: the data of its event without the step of the machine. */
export const publishFact = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal(publishSyncing.type), data: publishSyncing.data.omit(move) }),
  z.strictObject({ type: z.literal(publishSynced.type), data: publishSynced.data.omit(move) }),
  z.strictObject({ type: z.literal(publishChecked.type), ready: z.boolean(), data: publishChecked.data.omit(move) }),
  z.strictObject({ type: z.literal(publishApproved.type), data: publishApproved.data.omit(move) }),
  z.strictObject({ type: z.literal(publishCommitting.type), data: publishCommitting.data.omit(move) }),
  z.strictObject({ type: z.literal(publishCommitted.type), data: publishCommitted.data.omit(move) }),
  z.strictObject({ type: z.literal(publishPushing.type), data: publishPushing.data.omit(move) }),
  z.strictObject({ type: z.literal(publishPushed.type), data: publishPushed.data.omit(move) }),
  z.strictObject({ type: z.literal(publishTagging.type), data: publishTagging.data.omit(move) }),
  z.strictObject({ type: z.literal(publishTagged.type), data: publishTagged.data.omit(move) }),
]);
