import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { commitText, parseCommit, withSignature } from "../../../publish/git/commit-text.ts";
import { covering, parentsOf } from "../../../publish/git/covers.ts";
import { ownCredential } from "../../../publish/git/credentials.ts";
import { GitConfig } from "../../../publish/git/git-config.ts";
import { isRefName } from "../../../publish/git/is-ref-name.ts";
import { embedsCredentials, masked, transportOf } from "../../../publish/git/mask-url.ts";
import { parseConfigFile } from "../../../publish/git/parse-config-file.ts";
import { remoteUrls } from "../../../publish/git/remote-urls.ts";

describe("masked()", () => {
  it("takes user, password and query out of every URL in a text, and leaves the rest", () => {
    const text = "fatal: unable to access 'https://me:s%40cret@host.org/x.git?token=abc': 403; see ssh://git@host/x and a@b.org";
    assert.equal(masked(text), "fatal: unable to access 'https://host.org/x.git': 403; see ssh://host/x and a@b.org");
    assert.equal(masked("https://u:p@ss@host/x@y"), "https://host/x@y");
  });
});

describe("embedsCredentials()", () => {
  it("knows a password, a token as the user of HTTP, and the plain user of ssh", () => {
    assert.equal(embedsCredentials("https://u:p@h/x"), true);
    assert.equal(embedsCredentials("https://ghp_token@h/x"), true);
    assert.equal(embedsCredentials("ssh://git@h/x"), false);
    assert.equal(embedsCredentials("https://h/x@y"), false);
  });
});

describe("transportOf()", () => {
  it("tells how git would reach a URL", () => {
    const cases = {
      "https://h/x": "http",
      "git@h:x": "ssh",
      "ssh://h/x": "ssh",
      "/srv/x": "file",
      "../x": "file",
      "./a:b": "file",
      "file:///x": "file",
      "git://h/x": "git",
      "ext::sh": "unknown",
      "s3://b/x": "unknown",
    };
    for (const [url, transport] of Object.entries(cases)) assert.equal(transportOf(url), transport, url);
  });
});

describe("parseConfigFile()", () => {
  it("reads sections, subsections, quotes, escapes, comments, continued lines and bare keys", () => {
    const text = '[Core]\n\tBare = false ; no\n[remote "a\\"b.C"] url = "x # y" # z\n[user]\nname = A \\\nB\n[x]\nflag\n tab = a\\tb\n';
    assert.deepEqual(parseConfigFile(text), [
      ["core.bare", "false"],
      ['remote.a"b.C.url', "x # y"],
      ["user.name", "A B"],
      ["x.flag", "true"],
      ["x.tab", "a\tb"],
    ]);
  });
});

describe("remoteUrls()", () => {
  it("rewrites by the longest prefix, for pushes by their own rule", () => {
    const config = new GitConfig(
      new Map([
        ["remote.o.url", ["gh:me/x"]],
        ["url.https://a/.insteadof", ["gh:"]],
        ["url.https://b/.insteadof", ["gh:me/"]],
        ["url.ssh://c/.pushinsteadof", ["gh:"]],
      ]),
    );
    assert.deepEqual(remoteUrls(config, "o"), { fetch: "https://b/x", push: "ssh://c/me/x" });
  });
});

describe("isRefName()", () => {
  it("agrees with git-check-ref-format", () => {
    for (const name of ["refs/heads/a", "refs/tags/v1.0-rc.1", "refs/heads/a/b", "refs/heads/\u00e9"])
      assert.equal(isRefName(name), true, name);
    const bad = [
      "refs/heads/",
      "refs/heads/a..b",
      "refs/heads/.a",
      "refs/heads/a.lock",
      "refs/tags/a b",
      "refs/tags/a~1",
      "refs/heads/a/",
      "refs/heads/a.",
      "refs/x/a",
      "refs/heads/-a",
      "refs/tags/a@{1}",
      "refs/tags/a\n",
    ];
    for (const name of bad) assert.equal(isRefName(name), false, name);
  });
});

describe("ownCredential()", () => {
  it("needs a password, and takes none that would break the protocol of helpers", () => {
    assert.equal(ownCredential({ MILLRACE_GIT_USERNAME: "u" }), null);
    assert.equal(ownCredential({ MILLRACE_GIT_PASSWORD: "a\nhost=evil" }), null);
    assert.deepEqual(ownCredential({ MILLRACE_GIT_PASSWORD: "p" }), { username: "git", password: "p" });
  });
});

describe("commitText(), withSignature() and parseCommit()", () => {
  it("give back what was put in; a name cannot forge a header", () => {
    const author = { name: "A <x>\nB", email: "a@b>\n", seconds: 1, zone: "-0330" };
    const text = commitText({
      tree: "1".repeat(40),
      parent: "2".repeat(40),
      author,
      committer: author,
      message: "m\n\ntree 3\n\nKey: v\n",
    });
    const read = parseCommit("c", withSignature(text, "-----BEGIN\n\nabc\n-----END\n", "sha1"), "E");
    assert.deepEqual(
      [read.tree, read.parents, read.message, read.trailers, read.signed],
      ["1".repeat(40), ["2".repeat(40)], "m\n\ntree 3\n\nKey: v\n", [["Key", "v"]], true],
    );
    assert.deepEqual(read.author, { name: "A xB", email: "a@b", seconds: 1, zone: "-0330" });
    assert.equal(parseCommit("c", text, "N").signed, false);
  });
});

describe("covering()", () => {
  it("holds for the paths, what is below them and what is above them, and nothing beside them", () => {
    const covers = covering(["a/b", "c"]);
    assert.deepEqual(["a", "a/b", "a/b/x", "c/x", "a/bc", "a/x", "d"].map(covers), [true, true, true, true, false, false, false]);
    assert.deepEqual(parentsOf("a/b/c"), ["a", "a/b"]);
  });
});
