import { lex } from "../../project/house/lex.ts";

/** A test file is left to Bun when its code names Bun, or when it says so in a line `// needs: bun, because …`. */
export function needsBun(source: string): boolean {
  const { code, literals } = lex(source);
  return /(?<![.\w$])Bun\s*\./.test(code) || literals.some(({ text }) => /^bun(:|$)/.test(text)) || /^\/\/ needs: bun\b/m.test(source);
}
