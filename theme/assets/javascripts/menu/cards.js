// Shows, hides and sorts the cards that are on the page; it never creates new ones.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { filter } = menu;
  const { make, show, unseen } = menu.dom;

  // `context` is what all parts of a menu use: root, index, shortlist, say, search, go.
  function cards(context) {
    const { index, root, shortlist } = context;
    const all = cardsOfPage();
    const byId = new Map([...all.values()].map((card) => [card.row.project.id, card]));
    const groups = [...root.querySelectorAll(".theme")];
    const flat = make("ul");
    const list = make("div", { class: "projects", hidden: true }, root.querySelector(".head").cloneNode(true), flat);
    groups[groups.length - 1].after(list);
    let order = "grouped";

    function draw(search, answer) {
      const length = filter.lengthOf(search, index);
      // Each card of a trust says already how the project fits the trust's own cohort.
      const words = filter.matchedIn(search, index);
      const isMarked = !(index.isOwn && length === index.usual);
      all.forEach((card) => {
        const isShown = answer.matches[card.row.place] === 1;
        if (card.isShown !== isShown) {
          card.isShown = isShown;
          card.item.hidden = !isShown;
        }
        markFit(card, isMarked ? length : null);
        markWhy(card, isShown && words !== null ? words.why(card.row.place) : "");
      });
      // Last, because hidden cards move at little cost.
      arrange(search, length);
    }

    function arrange(search, length) {
      const wanted = filter.isGrouped(search) ? "grouped" : filter.orderOf(search);
      const key = { fit: `fit ${length}`, match: `match ${search.query}` }[wanted] || wanted;
      if (key === order) {
        return;
      }
      order = key;
      if (wanted === "grouped") {
        all.forEach((card) => card.home.append(card.item));
      } else {
        flat.append(...filter.ordered(search, index, length).filter((row) => all.has(row.place)).map((row) => all.get(row.place).item));
      }
      groups.forEach((group) => (group.hidden = wanted !== "grouped"));
      list.hidden = wanted === "grouped";
    }

    return {
      draw,
      drawStars: () => all.forEach((card) => card.star.draw()),
      addressOf: (id) => (byId.has(id) ? byId.get(id).link.href : ""),
    };

    function cardsOfPage() {
      const links = new Map([...root.querySelectorAll("a[data-project]")].map((link) => [link.dataset.project, link]));
      const rows = index.rows.filter((row) => links.has(row.project.id));
      return new Map(rows.map((row) => [row.place, card(row, links.get(row.project.id))]));
    }

    function card(row, link) {
      const item = link.closest("li");
      const name = link.closest(".name");
      const { id, title } = row.project;
      const removed = (before) => context.news.removed(title, () => shortlist.restore(before));
      const star = menu.shortlist.starButton(shortlist, id, title, { removed });
      item.classList.add("with-star");
      name.after(star.button);
      if (row.project.contact) {
        item.append(talkAbout(row.project, link.href));
      }
      return { row, link, item, name, star, home: item.parentElement, isShown: true, fit: null, why: null };
    }
  }

  function talkAbout(project, address) {
    const { name, email } = project.contact;
    return make(
      "span",
      { class: "talk" },
      make("a", { href: menu.carry.mailTo(email, project.title, address) }, "Talk about it", unseen(` (${project.title})`)),
      ` with ${name}`
    );
  }

  function markFit(card, months) {
    if (months !== null && card.fit === null) {
      card.fit = make("span", { class: "fit" });
      card.name.append(" ", card.fit);
    }
    if (card.fit !== null) {
      const rank = months === null ? filter.FITS : filter.rankOf(card.row, months);
      const words = [`Fits ${months} months`, `Tight in ${months} months`, `Does not fit ${months} months`];
      card.fit.hidden = months === null;
      card.fit.classList.toggle("fit-0", rank === filter.FITS);
      show(card.fit, months === null ? "" : words[rank]);
    }
  }

  // Why a search found the project, where the card does not show the words themselves.
  function markWhy(card, words) {
    if (words && card.why === null) {
      card.why = make("span", { class: "why" });
      card.item.append(card.why);
    }
    if (card.why !== null) {
      card.why.hidden = words === "";
      show(card.why, words);
    }
  }

  menu.cards = { cards, talkAbout };
})();
