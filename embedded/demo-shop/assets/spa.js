// Views are articles already in the page; moving between them changes the address without a load.
const articles = [...document.querySelectorAll('[data-view]')];
const links = [...document.querySelectorAll('[data-view-link]')];
const suffix = document.title.slice(document.title.lastIndexOf(' · '));

function show(view) {
  for (const article of articles) {
    article.hidden = article.dataset.view !== view;
    if (!article.hidden) document.title = article.dataset.title + suffix;
  }
  for (const link of links) {
    if (link.dataset.viewLink === view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    show(link.dataset.viewLink);
  });
}

addEventListener('popstate', () => {
  const link = links.find((each) => each.pathname === location.pathname);
  if (link) show(link.dataset.viewLink);
});
