import { contentFindings } from "./catalogue/content.ts";
import { productFindings } from "./catalogue/product.ts";
import { repositoryFindings } from "./catalogue/repository.ts";

/** Everything that a preflight may find. The part of a code before its dot is its group. */
export const findingCatalogue = { ...repositoryFindings, ...contentFindings, ...productFindings };

export type FindingCode = keyof typeof findingCatalogue;
