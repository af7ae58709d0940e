// Somebody else's shortlist beside one's own: from an address, or pasted. It carries ids of projects and nothing else.
(function () {
  "use strict";
  const menu = (window.pairedLearning = window.pairedLearning || {});
  const { filter } = menu;
  const { counted, make, show, unseen } = menu.dom;

  function partner(context) {
    const { shortlist } = context;
    const heading = make("h2", { id: "menu-partner", tabindex: "-1" }, "A shortlist that was shared with you");
    const sum = make("p", { class: "menu-quiet" });
    const lists = make("div");
    const add = make("button", { type: "button", class: "menu-button" }, "Add all of theirs to mine");
    const close = make("button", { type: "button", class: "menu-button" }, "Close their list");
    const view = make(
      "section",
      { class: "menu-partner", "aria-labelledby": "menu-partner", hidden: true },
      heading,
      sum,
      lists,
      make("div", { class: "menu-actions" }, add, close)
    );
    let shared = [];

    add.addEventListener("click", () => {
      const fresh = known(shared).filter(({ id }) => !shortlist.has(id));
      fresh.forEach(({ id, title }) => shortlist.add(id, title));
      context.news.tell(`${counted(fresh.length, "project")} added to your shortlist.`, () => fresh.forEach(({ id }) => shortlist.remove(id)));
      heading.focus();
    });
    close.addEventListener("click", () => {
      context.go({ shared: [] });
      context.focusShortlist();
    });

    function known(ids) {
      return ids.filter((id) => context.projects.has(id)).map((id) => context.projects.get(id));
    }

    function drawShared(ids) {
      if (ids.join() !== shared.join()) {
        shared = ids;
        draw();
      }
    }

    function draw() {
      view.hidden = shared.length === 0;
      if (view.hidden) {
        return;
      }
      const theirs = known(shared);
      const both = theirs.filter(({ id }) => shortlist.has(id));
      const onlyTheirs = theirs.filter(({ id }) => !shortlist.has(id));
      const onlyOurs = known(shortlist.all().map(({ id }) => id)).filter(({ id }) => !shared.includes(id));
      const strangers = shared.length - theirs.length;
      show(sum, inWords(theirs.length, both.length, strangers));
      lists.replaceChildren(
        ...groupOf("On both lists", both, "menu-agreed"),
        ...groupOf("Only on theirs", onlyTheirs),
        ...groupOf("Only on yours", onlyOurs)
      );
      add.hidden = onlyTheirs.length === 0;
    }

    function inWords(theirs, both, strangers) {
      const agreed = `${both} of ${counted(theirs, "project")} ${both === 1 || theirs === 1 ? "is" : "are"} on your shortlist too.`;
      const missing = strangers ? ` ${counted(strangers, "project")} of theirs ${strangers === 1 ? "is" : "are"} not on this menu.` : "";
      return `${theirs ? agreed : "None of its projects is on this menu."}${theirs ? missing : ""}`;
    }

    function groupOf(title, projects, mark = "") {
      return projects.length ? [make("h3", { class: mark }, `${title} (${projects.length})`), make("ul", null, ...projects.map(item))] : [];
    }

    function item(project) {
      const isOurs = shortlist.has(project.id);
      const toggle = make("button", { type: "button", class: "menu-button" }, "Add to mine", unseen(`: ${project.title}`));
      toggle.addEventListener("click", () => {
        shortlist.add(project.id, project.title);
        context.say(`${project.title} is on your shortlist.`);
        heading.focus();
      });
      const effort = `${counted(project.weeks, "week")}, ${counted(project.hours, "hour")} a month each`;
      return make(
        "li",
        null,
        make("a", { href: context.addressOf(project.id) }, project.title),
        make("span", { class: "menu-quiet" }, ` ${effort}`),
        isOurs ? null : toggle
      );
    }

    return { view, draw, drawShared, paste: pasteField(context), asText, hashOf };
  }

  // Only for a menu in a file of its own: on the web a link is enough.
  function pasteField(context) {
    const input = make("input", { type: "text", id: "menu-paste", autocomplete: "off" });
    const fault = make("p", { class: "menu-refusal", role: "alert" });
    input.addEventListener("input", () => {
      const ids = filter.idsPasted(input.value);
      show(fault, ids.length || !input.value.trim() ? "" : "This is not a list from the button Share of this menu.");
      if (ids.length) {
        input.value = "";
        context.go({ shared: ids });
        document.getElementById("menu-partner").focus();
      }
    });
    const label = make("label", { for: "menu-paste" }, "Compare with a partner: paste the list that they copied with Share");
    return make("div", { class: "menu-paste", hidden: /^https?:$/.test(location.protocol) }, label, input, fault);
  }

  function hashOf(entries) {
    return `#view=${filter.SHORTLIST}&projects=${entries.map(({ id }) => id).join(",")}`;
  }

  function asText(rows, title) {
    const titles = rows.map(({ entry }) => `- ${entry.title}`);
    const how = "To compare it with yours, open your copy of the menu and its shortlist, and paste all of this.";
    return `${[title, "", ...titles, "", how, hashOf(rows.map(({ entry }) => entry))].join("\n")}\n`;
  }

  menu.partner = { partner };
})();
