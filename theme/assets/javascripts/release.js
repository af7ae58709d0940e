// On a page of an older release: links to the home page of the newest release if that has no such page.
(function () {
  const link = document.querySelector("a.newest-release");
  if (!link || !window.fetch) {
    return;
  }
  const home = new URL(link.dataset.newest, location.href);
  const page = new URL(link.href).pathname.slice(home.pathname.length);

  function has(sitemap) {
    const pages = new DOMParser().parseFromString(sitemap, "text/xml").querySelectorAll("loc");
    return Array.from(pages).some((entry) => new URL(entry.textContent).pathname.slice(1) === page);
  }

  function check(sitemap) {
    if (!has(sitemap)) {
      link.href = home.href;
      link.textContent = "The newest release no longer has this page. Go to its home page";
    }
  }

  fetch(new URL("sitemap.xml", home))
    .then((answer) => (answer.ok ? answer.text().then(check) : undefined))
    .catch(() => undefined);
})();
