// Runs studio_compiler.py in Pyodide, on the files of a folder: node studio_compiler.mjs PYODIDE FOLDER STEP...
// Another Python could not do it: bytecode is of one version, and compressed bytes differ between versions of zlib.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodideFolder, folder] = process.argv.slice(2, 4).map((given) => path.resolve(given));
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({
  indexURL: pyodideFolder,
  // Bytecode holds sets, and their order follows from this.
  env: { PYTHONHASHSEED: "0" },
});
pyodide.FS.mkdir("/work");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, "/work");
const source = fileURLToPath(new URL("studio_compiler.py", import.meta.url));
pyodide.runPython(await readFile(source, "utf8"));
pyodide.globals.get("run")("/work", process.argv.slice(4));
