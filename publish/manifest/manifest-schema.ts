import type { z as Zod } from "zod";

/** The staging manifest as TOML: `version`, plain lists of paths, and tables for what needs more than a path. */
export function manifestSchema(z: typeof Zod) {
  const path = z.string().min(1).max(4096);
  const globs = z.array(z.string().min(1).max(4096)).max(10_000);
  return z.strictObject({
    version: z.literal(1),
    paths: z.array(path).max(100_000).optional(),
    optional_paths: z.array(path).max(100_000).optional(),
    exclude: globs.optional(),
    entries: z
      .array(
        z.strictObject({
          path,
          to: path.optional(),
          required: z.boolean().optional(),
          include: globs.optional(),
          exclude: globs.optional(),
          ignored: z.boolean().optional(),
        }),
      )
      .max(100_000)
      .optional(),
  });
}
