/** A loop document that uses most of what one may say; tests break it piece by piece. */
export const review = `
id = "execution.review"
version = 3
entries = { task = "writer" }
limits = { rewrites = 2, repairs = 1 }

[stages.writer]
on = { WRITER_COMPLETE = "reviewer", BLOCKED = { to = "recovering", remember = true } }

[stages.reviewer]
verifies = true
passes = ["REVIEW_PASS"]
refutes_to = "FIX_NEEDED"
[stages.reviewer.on]
REVIEW_PASS = "done"
FIX_NEEDED = [{ when = "counterBelow rewrites", count = "rewrites", to = "writer" }, { to = "recovering" }]
BLOCKED = { to = "recovering", remember = "reviewer" }

[stages.mechanic]
classes = { MECHANIC_DONE = "success" }
on = { MECHANIC_DONE = "resuming", BLOCKED = "blocked" }

[choices]
recovering = [{ when = { counter = "repairs", limit = "repairs" }, count = "repairs", to = "mechanic" }, "blocked"]
resuming = [{ when = "remembered reviewer", forget = true, to = "reviewer" }, { forget = true, to = "writer" }]

[finals]
done = "done"
blocked = { item = "blocked", reason = "review_failed" }
`;
