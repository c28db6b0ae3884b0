/** Whether a full ref is one that git takes (git-check-ref-format(1)). */
export const isRefName = (ref: string): boolean =>
  /^refs\/(heads|tags)\/./.test(ref) &&
  !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/u.test(ref) &&
  ref.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock")) &&
  !ref.startsWith("refs/heads/-");
