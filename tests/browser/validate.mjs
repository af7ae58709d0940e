// Checks the HTML files that are named on stdin, a line each, against html-validate's recommended rules; its findings as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, rules] = process.argv.slice(2);
const { HtmlValidate } = createRequire(folder)("html-validate");
const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules: JSON.parse(rules) });
const found = [];
for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { results } = await validator.validateFile(file);
  for (const { messages } of results) {
    found.push(...messages.map((one) => [file, one.line, one.ruleId, one.message]));
  }
}
console.log(JSON.stringify(found));
