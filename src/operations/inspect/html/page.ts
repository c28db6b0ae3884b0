import { PRODUCT } from "../../../kernel/product.ts";
import type { Pen } from "./words.ts";

/** No script, nothing from elsewhere: what agents wrote can neither run nor call out when the file is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
:root{color-scheme:light;--ink:#111827;--dim:#6b7280;--line:#e5e7eb;--blue:#1d4ed8}
*{box-sizing:border-box}body{margin:0 auto;max-width:1200px;padding:24px;font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:#fff}
h1{font-size:24px;margin:0 0 4px}h2{font-size:20px;margin:40px 0 8px;padding-top:16px;border-top:2px solid var(--line)}h3{font-size:15px;margin:24px 0 8px}
code,pre,td.seq,.mono{font-family:ui-monospace,monospace;font-size:12px}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f9fafb;padding:8px;margin:4px 0}
.dim{color:var(--dim)}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th{text-align:left;color:var(--dim);font-weight:500}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
.badge{display:inline-block;padding:1px 8px;border-radius:9px;background:#e5e7eb;font-size:12px}.good{background:#dcfce7}.bad{background:#fee2e2}.mixed{background:#fef3c7}
.fall{display:grid;grid-template-columns:90px 120px 80px minmax(200px,1fr);gap:2px 10px;align-items:center;font-size:12px}
.fall .track{position:relative;height:14px;background:#f9fafb}.fall .bar{position:absolute;top:1px;bottom:1px;min-width:2px;border-radius:2px}
.fall .what{grid-column:4;color:var(--dim);margin-top:-2px}
.agent{background:#16a34a}.check{background:#0891b2}.human{background:#dc2626}.slot,.lock,.dependency{background:#f59e0b}.stopped,.retry{background:#d1d5db}.runtime{background:#6b7280}
.legend span{display:inline-block;margin-right:16px}.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:5px}
td.mono,td:first-child,.nowrap{white-space:nowrap}details>summary{cursor:pointer}svg{max-width:100%;height:auto;border:1px solid var(--line)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:8px 0}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
`;

export function pageHead(pen: Pen, title: string, about: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${pen.text(title)}</title><style>${STYLE}</style></head><body>
<h1>${pen.text(title)}</h1><p class="dim">${pen.text(about)}</p>
`;
}

export function pageFoot(pen: Pen, asOf: number, written: string): string {
  return `<p class="dim">As of event ${asOf}, written ${pen.text(written)} by ${pen.text(PRODUCT)}. Secrets that are known here were taken out.</p></body></html>\n`;
}
