// What the program answers about files: seven of a playbook, two kinds of letters, and a workbook.
const files = [
  ["1 Plan.docx", "plan", "The plan of the cohort", true],
  ["1 Plan.html", "plan", "The plan of the cohort", false],
  ["1 Plan.pdf", "plan", "The plan of the cohort", true],
  ["5 Project menu.html", "menu", "The projects to choose from", false],
  ["Letters/Welcome.docx", "letters", "Letters to fill in", false],
  ["Letters/Offer.docx", "letters", "Letters to fill in", false],
  ["Letters/Advert.docx", "letters", "Letters to fill in", false],
].map(([path, item, words, needs_documents]) => ({ path, item, words, needs_documents }));
const bytes = (text) => new TextEncoder().encode(text);
let making = [];
window.held = () => null;
window.broken = "";
export default async (request, given, client) => {
  await window.held(request);
  switch (request.what) {
    case "make":
      making = files.filter(({ path }) => request.formats.includes(path.split(".").pop()));
      making = making.map((file) => ({ ...file, needs_documents: file.needs_documents && request.documents !== false }));
      window.done = 0;
      return [{ making: { files: making, total: making.length } }];
    case "documents":
      client.progress({ stage: "documents", loaded: 4_200_000, total: 12_700_000 });
      if (window.broken) {
        throw new RangeError(window.broken);
      }
      return [{ loaded: true }];
    case "next":
      if (window.done === making.length) {
        return [{ finished: { zip: "westshire-playbook.zip" } }, [{ name: "westshire-playbook.zip", bytes: bytes("zip") }]];
      }
      window.done += 1;
      return [{ path: making[window.done - 1].path, done: window.done, total: making.length }];
    case "one":
      return [{ path: request.path }, [{ name: request.path, bytes: bytes("one") }]];
    case "letters":
      return [{ letters: window.nobody ? [] : [
        { id: "welcome", title: "Welcome letters", to: "participants", documents: 8, ready: 6, missing: [{ what: "the room", documents: 2 }] },
        { id: "rota", title: "Rota letters", to: "rota contacts", documents: 8, ready: 8, missing: [] },
      ] }];
    case "letters-make":
      making = request.ids.map((id) => ({ path: `Letters/${id}`, item: id, words: id, needs_documents: false }));
      window.done = 0;
      return [{ making: { files: making, total: making.length } }];
    case "save":
      if (window.chart && !request.anyway && !request.draft) {
        return [{ saved: { file: "westshire.xlsx", changes: [], left_out: [{ what: "a chart", sheet: "Costs", cell: "F2" }] } }];
      }
      return [
        { opened: {}, sheets: [], saved: { file: "westshire.xlsx", left_out: [], changes: [{ sheet: "Dates", cell: "C7", text: "13/1/2027, was 6/1/2027" }] } },
        [{ name: "westshire.xlsx", bytes: bytes("workbook") }],
      ];
  }
  throw new Error(request.what);
};
