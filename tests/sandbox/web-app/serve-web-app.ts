import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { html, jsonForScript } from '../html.ts';
import { serveAuthorize } from '../oauth.ts';
import type { Reply } from '../reply.ts';
import type { RecordedRequest } from '../traffic-types.ts';
import type { World } from '../types.ts';
import { type PageData, pageDataFor } from './page-data.ts';

const ASSETS: Record<string, { file: string; type: string }> = {
  '/assets/client.js': { file: 'client.js', type: 'text/javascript' },
  '/assets/style.css': { file: 'style.css', type: 'text/css' },
};

/** Answers app.close.com: a shell with the first page's data in it, and the data of later pages on their own. */
export async function serveWebApp(world: World, request: RecordedRequest): Promise<Reply> {
  const { path, query, headers } = request;
  const asset = ASSETS[path];
  if (asset) {
    const body = readFileSync(new URL(asset.file, import.meta.url), 'utf8');
    return { status: 200, headers: { 'content-type': `${asset.type}; charset=utf-8` }, body };
  }
  if (path === '/') return { status: 302, headers: { location: '/leads/' }, body: '' };
  if (path === '/oauth2/authorize/') return serveAuthorize(world, request);
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  if (path === '/page-data/') {
    await wait(world.webApp.renderDelay);
    const body = JSON.stringify(pageDataFor(world, query.path ?? '/'));
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const data = pageDataFor(world, path);
  const reply: Reply = {
    status: data.status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: renderShell(data),
  };
  const policy = world.webApp.contentSecurityPolicy;
  if (policy !== null) reply.headers['content-security-policy'] = policy;
  if (path.startsWith('/lead/') && !/(^|; *)session=/.test(headers.cookie ?? '')) {
    reply.headers['set-cookie'] = 'session=signed-in; Domain=close.com; Path=/; Secure; HttpOnly';
  }
  return reply;
}

function renderShell(data: PageData): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${data.title}</title><link rel="stylesheet" href="/assets/style.css"></head>
<body><div id="app"></div>
<script type="application/json" id="page-data">${jsonForScript(data)}</script>
<script src="/assets/client.js"></script></body></html>`.html;
}
