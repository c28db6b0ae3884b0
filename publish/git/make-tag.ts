import { refused } from "../../src/delivery/refused.ts";
import { personText } from "./commit-text.ts";
import type { GitFacts } from "./facts.ts";
import { isRefName } from "./is-ref-name.ts";
import { messageOf } from "./message-of.ts";
import type { TagOrder, TagOutcome } from "./port.ts";
import { resolveRef } from "./ref-files.ts";
import { sign } from "./sign.ts";
import { signOrder } from "./sign-order.ts";
import type { Store } from "./store.ts";

export interface TagTools {
  facts: GitFacts;
  store: Store;
  /** The content of an annotated tag; null of anything else. */
  readTag(oid: string): Promise<string | null>;
}

/** Makes an annotated tag that does not exist yet. */
export async function makeTag({ facts, store, readTag }: TagTools, order: TagOrder): Promise<TagOutcome> {
  const ref = `refs/tags/${order.name}`;
  if (!isRefName(ref)) return refused("git.bad-ref", { ref: order.name });
  const known = resolveRef(facts, ref);
  if (known !== null) {
    const content = await readTag(known);
    const same = content?.startsWith(`object ${order.commit}\ntype commit\n`) === true;
    const signed = content?.includes("\n-----BEGIN ") === true;
    if (same && (signed || !order.sign)) return { type: "there-already", tag: order.name, oid: known, signed };
    return refused("git.tag-exists", { tag: order.name, where: `${ref} is ${known} in ${facts.root}` });
  }
  const plain = `object ${order.commit}\ntype commit\ntag ${order.name}\ntagger ${personText(order.tagger)}\n\n${messageOf(order.message, [])}`;
  let content = plain;
  if (order.sign) {
    const signed = await sign(Buffer.from(plain), await signOrder(facts, order.tagger));
    if (signed.type === "not-signed") return refused("git.not-signed", { format: facts.signing.format, problem: signed.problem });
    content = plain + signed.signature;
  }
  const oid = await store.writeObject("tag", Buffer.from(content));
  if (await store.updateRef(ref, oid, null, `millrace: tag ${order.name}`))
    return { type: "tagged", tag: order.name, oid, signed: order.sign };
  return refused("git.tag-exists", { tag: order.name, where: `${ref} was made in this moment` });
}
