import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { bubblewrapArgv } from "../../../src/runners/sandbox/bubblewrap-argv.ts";
import { isInside, type Look, type MountPlaces, planMounts } from "../../../src/runners/sandbox/mounts.ts";

const usual = [
  "/tmp",
  "/run",
  "/w",
  "/w/millrace-agents",
  "/w/millrace.toml",
  "/w/.git",
  "/w/ideas",
  "/w/ideas/inbox",
  "/w/millrace-agents/runs/r/attempts/1.1",
];
const files = ["/w/millrace.toml", "/home/me/.netrc"];

function mounts(changes: Partial<MountPlaces> = {}, more: readonly string[] = []): string[] {
  const there = new Set([...usual, ...more]);
  const look: Look = (path) => (files.includes(path) && there.has(path) ? "file" : there.has(path) ? "directory" : null);
  const places = {
    root: "/w",
    attempt: "/w/millrace-agents/runs/r/attempts/1.1",
    workspace: "write",
    write: [],
    hide: [],
    shared: [],
    needed: [],
    ...changes,
  } as const;
  return planMounts(places, look).map(({ kind, path }) => `${kind} ${path}`);
}

describe("planMounts()", () => {
  it("lets the workspace be written but for what decides about it, what contains before what is contained", () => {
    assert.deepEqual(mounts(), [
      "scratch /tmp",
      "scratch /run",
      "write /w",
      "write /w/ideas",
      "read /w/millrace-agents",
      "read /w/millrace.toml",
      "read /w/.git",
      "read /w/ideas/inbox",
      "write /w/millrace-agents/runs/r/attempts/1.1",
    ]);
  });

  it("lets a stage that only reports write nothing but its own directory", () => {
    assert.deepEqual(
      mounts({ workspace: "read" }).filter((mount) => mount.startsWith("write")),
      ["write /w/millrace-agents/runs/r/attempts/1.1"],
    );
  });

  it("shows again what is needed of a directory that is replaced, with what lies around it, and nothing else", () => {
    const there = ["/tmp/tools", "/tmp/tools/bin", "/usr/bin", "/home/me/tmp", "/home/me/tmp/x"];
    const needed = ["/tmp/tools/bin", "/tmp/tools", "/usr/bin", "/tmp", "/tmp/gone/x", "/home/me/tmp/x/y"];
    const found = mounts({ needed, shared: ["/home/me/tmp"] }, there);
    assert.deepEqual(
      found.filter((mount) => /read \/tmp|\/usr|\/home/.test(mount)),
      ["read /tmp/tools", "scratch /home/me/tmp", "read /home/me/tmp/x"],
    );
    assert.ok(found.indexOf("scratch /tmp") < found.indexOf("read /tmp/tools"));
  });

  it("hides a file or a directory, also within what may be written, and not the other way round", () => {
    const found = mounts({ write: ["/home/me"], hide: ["/home/me/.netrc", "/home/me/.ssh", "/home", "/nowhere"] }, [
      "/home",
      "/home/me",
      "/home/me/.ssh",
      "/home/me/.netrc",
    ]);
    assert.deepEqual(
      found.filter((mount) => mount.includes("/home")),
      ["hidden-directory /home", "write /home/me", "hidden-file /home/me/.netrc", "hidden-directory /home/me/.ssh"],
    );
  });
});

describe("bubblewrapArgv()", () => {
  const usual = { program: "/usr/bin/bwrap", root: "/w", network: true, superuser: false, gate: null, env: { TMPDIR: "/tmp" }, mounts: [] };
  const text = (changes: object) => bubblewrapArgv({ ...usual, ...changes }, ["sh", "-c", "x y"]).join(" ");

  it("gives processes of their own that end together, and a file system that is read only", () => {
    assert.equal(
      text({}),
      "/usr/bin/bwrap --die-with-parent --unshare-user --cap-drop ALL --unshare-ipc --unshare-pid --unshare-cgroup-try --ro-bind / / --dev /dev --proc /proc --setenv TMPDIR /tmp --chdir /w -- sh -c x y",
    );
  });

  it("stands under another number where the superuser starts it", () => {
    assert.match(text({ superuser: true }), / --unshare-user --uid 65534 --gid 65534 --cap-drop ALL /);
  });

  it("makes what is hidden read only after all that lies in it is mounted", () => {
    const mounts = [
      { kind: "hidden-directory", path: "/home" },
      { kind: "write", path: "/home/me" },
      { kind: "hidden-file", path: "/home/me/.netrc" },
    ];
    assert.match(
      text({ mounts }),
      /--tmpfs \/home --bind \/home\/me \/home\/me --ro-bind \/dev\/null \/home\/me\/.netrc --remount-ro \/home --setenv/,
    );
  });

  it("leaves a network of its own, with a proxy's socket as the only way out", () => {
    assert.match(text({ network: false }), /--unshare-net .* -- sh -c x y$/);
    assert.match(
      text({ network: false, gate: "/w/a/gate.sock" }),
      /--unshare-net .*--bind \/w\/a\/gate.sock \/dev\/millrace-gate .* -- sh -c \(socat [\s\S]* sh sh -c x y$/,
    );
  });
});

describe("isInside()", () => {
  for (const [path, other, inside] of [
    ["/a/b", "/a", true],
    ["/a", "/a", true],
    ["/ab", "/a", false],
    ["/a", "/a/b", false],
    ["/a", "/", true],
  ] as const)
    it(`${path} in ${other}: ${inside}`, () => assert.equal(isInside(path, other), inside));
});
