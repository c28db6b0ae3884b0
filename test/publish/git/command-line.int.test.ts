import { plainContract } from "./contract.ts";
import { remoteContract } from "./remote-contract.ts";

plainContract("command-line");
remoteContract("command-line");
