import process from "node:process";
import { benches } from "./benches.ts";

// `run-one.ts NAME`: runs a bench in this process and prints its figures, as JSON in one line.
const bench = benches.find(({ name }) => name === process.argv[2]);
if (!bench) throw new Error(`No bench ${process.argv[2]}`);
console.log(JSON.stringify(await bench.run()));
