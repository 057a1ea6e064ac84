// The browser's part of the web app: shows the page's data and navigates without reloading.
// Everything is set as text, so names with markup in them stay names.

const app = document.getElementById('app');
const menu = [
  ['/tasks/inbox/', 'Inbox'],
  ['/opportunities/', 'Opportunities'],
  ['/leads/', 'Leads'],
  ['/settings/developer/api-keys/', 'API Keys'],
];

/** Counts navigations, so that late contents of a previous address are dropped. */
let navigation = 0;

function element(name, attributes, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  created.append(...children.filter((child) => child !== ''));
  return created;
}

function link(href, text, isCurrent) {
  return element('a', isCurrent ? { href, 'aria-current': 'page' } : { href }, element('bdi', {}, text));
}

function renderCard({ href, heading, detail, tag, tagType, integrationLink }) {
  const title = href ? link(href, heading, false) : element('b', {}, heading);
  const integration = integrationLink ? link(integrationLink, 'Quick Edit', false) : '';
  const pill = tag ? element('span', { class: `pill ${tagType}` }, tag) : '';
  return element(
    'li',
    { class: 'card' },
    element('div', {}, title, element('small', {}, detail), integration),
    pill,
  );
}

function renderContacts(contacts) {
  const rows = contacts.map(({ name, title, email }) =>
    element(
      'li',
      { class: 'card' },
      element('div', {}, element('b', {}, name), element('small', {}, `${title} · ${email}`)),
    ),
  );
  return element('section', {}, element('h2', {}, 'Contacts'), element('ul', {}, ...rows));
}

function renderSection({ heading, cards }) {
  return element('section', {}, element('h2', {}, heading), element('ul', {}, ...cards.map(renderCard)));
}

function render(data) {
  document.title = data.title;
  const sidebar = element(
    'nav',
    { class: 'sidebar', 'aria-label': 'Main' },
    element('strong', {}, data.organization),
    element('span', { class: 'person' }, data.person),
    ...menu.map(([href, text]) => link(href, text, location.pathname === href)),
    element('h2', {}, 'Recent leads'),
    ...data.sidebar.map(({ href, name, isCurrent }) => link(href, name, isCurrent)),
  );
  const main = element(
    'main',
    {},
    element('h1', { dir: 'auto' }, data.heading),
    data.description ? element('p', { class: 'description' }, data.description) : '',
    element(
      'div',
      { class: 'columns' },
      ...data.sections.map(renderSection),
      data.contacts.length > 0 ? renderContacts(data.contacts) : '',
    ),
  );
  app.replaceChildren(sidebar, main);
}

async function showAddress() {
  const mine = ++navigation;
  const response = await fetch(`/page-data/?path=${encodeURIComponent(location.pathname)}`);
  const data = await response.json();
  if (mine === navigation) render(data);
}

document.addEventListener('click', (event) => {
  const anchor = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
  if (!anchor || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  history.pushState(null, '', anchor.getAttribute('href'));
  showAddress();
});

addEventListener('popstate', showAddress);

render(JSON.parse(document.getElementById('page-data').textContent));
