export const boxWidth = 190;
export const boxHeight = 40;
export const lineHeight = 15;
/** Between two boxes, besides the labels of a move straight down. */
export const boxGap = 18;
export const railGap = 16;
export const margin = 16;
/** Room for the title and the limits. */
export const headHeight = 70;

/** Width of a label, taken generously: the fonts differ between viewers. */
export function textWidth(label: string): number {
  return label.length * 6.8;
}
