/** The example program of the demo: a receipt that adds up wrongly, and the check that says so. */
export const exampleFiles: Readonly<Record<string, string>> = {
  "receipt.mjs": `// What the customer pays. The quantity of a line is forgotten: that is the bug.
export function total(lines) {
  let sum = 0;
  for (const line of lines) sum += line.price;
  return sum;
}
`,
  "receipt.test.mjs": `import assert from "node:assert/strict";
import { total } from "./receipt.mjs";

assert.equal(total([{ price: 2.5, quantity: 4 }]), 10, "quantity counts");
assert.equal(total([{ price: 0.1, quantity: 3 }]), 0.3, "cents are exact");
console.log("receipt: 2 of 2 assertions hold");
`,
  "tools/count-quantity.mjs": `// The first attempt: it counts the quantity, and forgets what floating point does to cents.
import { readFileSync, writeFileSync } from "node:fs";
const before = readFileSync("receipt.mjs", "utf8");
writeFileSync("receipt.mjs", before.replace("sum += line.price;", "sum += line.price * line.quantity;"));
console.log("receipt.mjs: price * quantity");
`,
  "tools/exact-cents.mjs": `// The fix: money is added in whole cents.
import { readFileSync, writeFileSync } from "node:fs";
const before = readFileSync("receipt.mjs", "utf8");
writeFileSync(
  "receipt.mjs",
  before
    .replace("sum += line.price * line.quantity;", "sum += Math.round(line.price * 100) * line.quantity;")
    .replace("return sum;", "return sum / 100;"),
);
console.log("receipt.mjs: added in whole cents");
`,
  "README.md": `# Receipts

\`receipt.mjs\` adds up what a customer pays; \`receipt.test.mjs\` says whether it is right.
`,
};
