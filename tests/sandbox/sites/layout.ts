import { type Html, html } from '../html.ts';
import type { Reply } from '../reply.ts';

const BASE_STYLE = `
*{box-sizing:border-box}body{margin:0;font:14px/1.55 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#2b2d33;background:#eef0f3}
header{padding:14px 24px;background:#fff;border-bottom:1px solid #dde1e7;font-weight:600}
main{max-width:980px;margin:22px auto;padding:26px 30px;background:#fff;border:1px solid #dde1e7;border-radius:10px}
h1{margin:0 0 6px;font-size:20px}a{color:#2a55a5}.muted{color:#6b7280}`;

/** A whole page of a sample site; the site's own style comes after the shared one. */
export function sitePage(site: string, title: string, style: string, content: Html): Reply {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${{ html: BASE_STYLE + style }}</style></head><body><header>${site}</header><main>${content}</main></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.html };
}
