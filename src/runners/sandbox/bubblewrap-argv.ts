import type { Mount } from "./mounts.ts";
import { bridgedArgv, gateInside } from "./network/bridge.ts";

export interface Confinement {
  /** bubblewrap's own place. */
  program: string;
  mounts: readonly Mount[];
  /** The directory to start in. */
  root: string;
  /** Whether the machine's superuser starts it. */
  superuser: boolean;
  /** Whether the machine's network is shared; otherwise there is not even its loopback. */
  network: boolean;
  /** The socket of a proxy, as the way to the network; null for none. */
  gate: string | null;
  /** Variables that stand for themselves inside. */
  env: Readonly<Record<string, string>>;
}

/** Under another number, for no user namespace within could stand for the superuser's; what belongs to the superuser belongs to it. */
const AS_NOBODY = ["--uid", "65534", "--gid", "65534"];

/**
 * The command line that runs `argv` in a sandbox (bwrap(1)): its own processes, all of which the kernel ends with the first of
 * them or with the supervisor; a file system that is read only but for the mounts; devices and /tmp of its own.
 */
export function bubblewrapArgv({ program, mounts, root, superuser, network, gate, env }: Confinement, argv: readonly string[]): string[] {
  return [
    program,
    "--die-with-parent",
    "--unshare-user",
    ...(superuser ? AS_NOBODY : []),
    ...["--cap-drop", "ALL"], // of the superuser, bubblewrap would leave all of them: enough to undo every mount
    "--unshare-ipc",
    "--unshare-pid",
    "--unshare-cgroup-try",
    ...(network ? [] : ["--unshare-net"]),
    ...["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"],
    ...mounts.flatMap(mountArguments),
    // Only now: what lies within may have needed a place to be mounted on.
    ...mounts.filter(({ kind }) => kind === "hidden-directory").flatMap(({ path }) => ["--remount-ro", path]),
    ...(gate === null ? [] : ["--bind", gate, gateInside]),
    ...Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--chdir", root, "--", ...(gate === null ? argv : bridgedArgv(argv))],
  ];
}

function mountArguments({ path, kind }: Mount): string[] {
  if (kind === "write") return ["--bind", path, path];
  if (kind === "read") return ["--ro-bind", path, path];
  return kind === "hidden-file" ? ["--ro-bind", "/dev/null", path] : ["--tmpfs", path];
}
