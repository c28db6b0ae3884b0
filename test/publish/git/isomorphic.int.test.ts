import { plainContract } from "./contract.ts";
import { remoteContract } from "./remote-contract.ts";

plainContract("isomorphic");
remoteContract("isomorphic");
