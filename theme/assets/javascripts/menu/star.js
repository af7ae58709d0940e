// On the page of one project: the star, a link to the shortlist, and an email that already names the project.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { make, show } = menu.dom;

  const way = document.querySelector("a[data-menu][data-project]");
  if (way) {
    start(way.dataset.project, menuOf(way));
  }

  // If a shared project was opened from a trust's own menu, it belongs to that menu's shortlist.
  function menuOf(link) {
    const own = { name: link.dataset.menu, title: "", address: link.href.split("#")[0] };
    const last = menu.shortlist.lastMenu();
    return own.name === "*" && last && last.ids.includes(link.dataset.project) ? last : own;
  }

  function start(id, { name, title, address }) {
    const project = document.querySelector("h1").firstChild.textContent.trim();
    const list = menu.shortlist.shortlist(name, draw);
    const star = menu.shortlist.starButton(list, id, project, { isAlone: true });
    const toList = make("a", { href: `${address}#view=shortlist` });
    document.querySelector(".star-place").replaceChildren(make("p", { class: "menu-star-line" }, star.button, toList));
    draw();
    document.querySelectorAll("a.talk-about-it").forEach((link) => {
      const email = decodeURIComponent(link.getAttribute("href").slice("mailto:".length).split("?")[0]);
      link.href = menu.carry.mailTo(email, project, location.href.split("#")[0]);
    });

    function draw() {
      star.draw();
      show(toList, `Your shortlist (${list.all().length})${title && name !== "*" ? `, ${title}` : ""}`);
    }
  }
})();
