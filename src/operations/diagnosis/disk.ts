import type { World } from "../../kernel/world.ts";
import { type Finding, fine } from "./finding.ts";
import { mountOf } from "./mount-of.ts";

const MIB = 1024 * 1024;
const LOW = 1024 * MIB;
const TOO_LOW = 64 * MIB;

/** Network file systems, as Linux names them: locks and fsync do not hold there as the log needs them. */
const NETWORK = /^(nfs\d?|cifs|smb\d?|smbfs|ncpfs|9p|afs|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|s3fs|gcsfuse|glusterfs|ceph|davfs.*))$/;

/** Free space, and the kind of file system. */
export function diskFindings({ fs }: World, root: string): Finding[] {
  const free = fs.free(root);
  const what = `${Math.floor(free / MIB)} MiB free`;
  const space: Finding =
    free >= LOW
      ? fine("disk", what)
      : {
          code: "disk",
          level: free < TOO_LOW ? "error" : "warning",
          what,
          means: "A full disk blocks work; nothing that was acknowledged is lost",
          command: "millrace prune",
        };
  return [space, fileSystem(mountOf(fs, root))];
}

function fileSystem(mount: { type: string; at: string } | null): Finding {
  if (mount === null) {
    const means = "Make sure that it is a local disk: locks and fsync must hold";
    return { code: "filesystem", level: "note", what: "The kind of file system cannot be told here", means, command: null };
  }
  if (!NETWORK.test(mount.type)) return fine("filesystem", `${mount.type} at ${mount.at}`);
  return {
    code: "filesystem",
    level: "error",
    what: `The workspace is on a network file system (${mount.type} at ${mount.at})`,
    means: "Two owners could write at once, and what was called durable may not be",
    command: "millrace init /a/local/directory",
  };
}
