const hosts = new Set(['api.close.com', 'app.close.com']);
// Links to documentation in messages of libraries.
const documentationHosts = new Set(['github.com', 'wxt.dev', 'www.w3.org']);

// The content security policy does not stop navigation, WebRTC and bare connections, so the package must not use them.
// The policy stops the rest, but this search finds it earlier.
const refused: Record<string, RegExp> = {
  // `eval:{` is a name in webextension-polyfill's table of browser functions.
  'makes code from text': /\beval\b(?!:\{)|\bFunction\s*\(|\bimportScripts\s*\(|\bdocument\.write/,
  'leaves the page':
    /\bwindow\.open\b|\blocation\.(?:assign|replace)\b|\blocation(?:\.href)?\s*=(?!=)|\.(?:submit|requestSubmit)\(|http-equiv=["']?refresh|\btabs\.update\b/i,
  'opens a connection ahead of a request': /\b(?:preconnect|prefetch|prerender|speculationrules)\b/i,
  'talks past the API client':
    /\b(?:RTCPeerConnection|WebTransport|sendBeacon|fetchLater|WebSocket|EventSource|XMLHttpRequest)\b/,
  'writes markup':
    /\b(?:outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b|\.innerHTML\s*\+?=(?!=|\w+\.__html\b)/,
};

// webextension-polyfill describes every browser function, including those for developer tools.
const describedByPolyfill = 'inspectedWindow:{eval:{minArgs:1,maxArgs:2,singleCallbackArg:';

// Preact itself contains this many uses of dangerouslySetInnerHTML; a component that uses it would add one.
const maxInPreact = 3;

/** Describes everything forbidden in a file of the package. */
export function scan(file: string, shipped: string): string[] {
  const text = shipped.replaceAll(describedByPolyfill, '');
  const found = Object.entries(refused).flatMap(([what, pattern]) => {
    const match = pattern.exec(text);
    return match ? [`${file} ${what}: ${match[0]}`] : [];
  });
  for (const [, host = ''] of text.matchAll(/(?:\b(?:https?|wss?):|["'`=(])\/\/([\w-]+(?:\.[\w-]+)+)/g))
    if (!hosts.has(host) && !documentationHosts.has(host)) found.push(`${file} names ${host}`);
  if ((text.match(/\bdangerouslySetInnerHTML\b/g)?.length ?? 0) > maxInPreact)
    found.push(`${file} writes markup: dangerouslySetInnerHTML`);
  return file.endsWith('.html') ? [...found, ...scanTags(file, text)] : found;
}

// Checks tags separately, because the browser acts on them before any script runs. Pages may only load the package's
// own scripts and styles.
function scanTags(file: string, page: string): string[] {
  const links = Array.from(page.matchAll(/<link\b[^>]*>/gi), ([link]) => link);
  const addresses = Array.from(page.matchAll(/\s(?:src|href|action|ping|data)\s*=\s*["']?([^"'\s>]*)/gi));
  return [
    ...links.filter((link) => !/\srel="(?:modulepreload|stylesheet)"/.test(link)),
    ...addresses.flatMap(([, address = '']) =>
      /^\/(?:(?:chunks|assets)\/|popup-\w+\.js$)/.test(address) ? [] : [address],
    ),
  ].map((found) => `${file} loads: ${found}`);
}
