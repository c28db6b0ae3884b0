import { superviseMain } from "./main.ts";

await superviseMain(process.argv.slice(2));
