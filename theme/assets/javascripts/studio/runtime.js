// Starts Python with the studio's program, and asks it. The worker gives it the files by network, tests from a disk.

const FONTS = "/fonts";
const PROGRAM = `
from generator.studio.desk import Desk
from generator.studio.messages import answer


class Program:
    def __init__(self, paths, contents):
        self.desk = Desk({path: raw.to_bytes() for path, raw in zip(paths, contents, strict=True)})

    def answer(self, request, names, contents):
        files = [(name, raw.to_bytes()) for name, raw in zip(names, contents, strict=True)]
        return answer(self.desk, request, files)


Program
`;
const UNPACK = `
import importlib, lzma


class Unpacked:
    def __init__(self, path):
        self.file, self.decompressor = open(path, "wb"), lzma.LZMADecompressor()

    def add(self, chunk):
        self.file.write(self.decompressor.decompress(chunk.to_bytes()))

    def close(self):
        self.file.close()
        if not self.decompressor.eof:
            raise EOFError("the file ends too early")
        importlib.invalidate_caches()


Unpacked
`;

/**
 * @typedef {{what: string, file: string, size: number, path?: string, unpacked?: number}} Entry a file of the studio:
 *   sizes are in bytes, and `path` is where Python expects it.
 * @typedef {{lock: object, files: Entry[]}} List the file studio.json
 * @typedef {{name: string, bytes: Uint8Array}} NamedFile
 */

/** Python with the program. Use `start`. */
export class Runtime {
  #pyodide;
  #program;
  #list;
  #read;
  #loading = null;

  constructor(pyodide, program, list, read) {
    this.#pyodide = pyodide;
    this.#program = program;
    this.#list = list;
    this.#read = read;
  }

  /**
   * Answers a request.
   * @param {object} request
   * @param {NamedFile[]} files
   * @returns {{reply: object, files: NamedFile[]}}
   */
  answer(request, files) {
    const [names, contents] = [files.map((file) => file.name), files.map((file) => file.bytes)];
    const result = this.#program.answer(JSON.stringify(request), names, contents);
    try {
      const [reply, answered] = result.toJs({ depth: 3 });
      return { reply: JSON.parse(reply), files: answered.map(([name, bytes]) => ({ name, bytes })) };
    } finally {
      result.destroy();
    }
  }

  /** Loads what Word and PDF documents need. Once it has worked, it does nothing. */
  loadDocuments() {
    this.#loading ??= this.#loadTypst().catch((error) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #loadTypst() {
    const entry = entryOf(this.#list, "typst");
    const unpacked = this.#pyodide.runPython(UNPACK);
    const file = unpacked(entry.path);
    try {
      const reader = (await this.#read(entry)).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        file.add(chunk.value);
      }
      file.close();
      this.#pyodide.runPython("import typst");
      // Python has compiled it by now. The file itself is empty from here on, for 57 MB of memory.
      this.#pyodide.FS.truncate(entry.path, 0);
    } finally {
      file.destroy();
      unpacked.destroy();
    }
  }
}

/**
 * Starts Python and imports the program.
 * @param {object} source
 * @param {List} source.list
 * @param {(entry: Entry) => Promise<ReadableStream<Uint8Array>>} source.read gives the bytes of a file
 * @param {(entry: Entry) => Promise<object>} source.load imports a file as a module
 * @param {string} source.base address or folder of the files
 * @param {(stage: string) => void} [source.onStage] is told when Python begins to import the program
 * @returns {Promise<Runtime>}
 */
export async function start({ list, read, load, base, onStage = () => {} }) {
  const open = (what) => read(entryOf(list, what)).then((stream) => stream.pipeThrough(new DecompressionStream("gzip")));
  const unpack = async (what) => untar(await bytesOf(await open(what)));
  const module = open("wasm");
  const archives = ["standard", "libraries", "program", "data"].map(unpack);
  // Whoever waits for them below learns of a failure; a second one must not count as unhandled.
  [module, ...archives].forEach((promise) => promise.catch(() => {}));
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(
    ["pyodide", "pyodide.asm"].map((what) => load(entryOf(list, what))),
  );
  const restore = answerPyodide(module);
  let pyodide;
  try {
    pyodide = await loadPyodide({
      indexURL: base,
      createPyodideModule,
      lockFileContents: list.lock,
      packageBaseUrl: base,
      // pydantic would look for plugins in every package.
      env: { PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONHASHSEED: "0", PYTHONPATH: "/lib/python3.14" },
      fsInit: async (FS) => {
        for (const archive of archives.slice(0, 3)) {
          write(FS, "/", await archive);
        }
      },
    });
  } finally {
    restore();
  }
  onStage("program");
  const data = await archives[3];
  const fonts = data.filter(([path]) => path.endsWith(".ttf"));
  write(pyodide.FS, `${FONTS}/`, fonts.map(([path, bytes]) => [path.split("/").at(-1), bytes]));
  const Program = pyodide.runPython(PROGRAM);
  const program = Program(data.map(([path]) => path), data.map(([, bytes]) => bytes));
  return new Runtime(pyodide, program, list, read);
}

/** @returns {Entry} */
function entryOf(list, what) {
  return list.files.find((entry) => entry.what === what);
}

/**
 * Answers the two addresses that Pyodide fetches itself: its module with the type that the browser requires, which
 * not every server sends; and a standard library, which is empty because Python has it already.
 * @param {Promise<ReadableStream<Uint8Array>>} module
 * @returns {() => void} undoes it
 */
function answerPyodide(module) {
  const fetch = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const name = String(address.url ?? address).split("/").at(-1);
    if (name === "pyodide.asm.wasm") {
      return new Response(await module, { headers: { "Content-Type": "application/wasm" } });
    }
    return name === "python_stdlib.zip" ? new Response(EMPTY_ZIP) : fetch(address, options);
  };
  return () => {
    globalThis.fetch = fetch;
  };
}

/** A ZIP archive without files: the end of its directory. */
export const EMPTY_ZIP = new Uint8Array(22);
EMPTY_ZIP.set([0x50, 0x4b, 5, 6]);

async function bytesOf(stream) {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The files of a tar archive, in its own bytes.
 * @param {Uint8Array} archive
 * @returns {[string, Uint8Array][]}
 */
function untar(archive) {
  const files = [];
  const text = (start, length) => new TextDecoder().decode(archive.subarray(start, start + length)).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const size = parseInt(text(at + 124, 12), 8);
    const folder = text(at + 345, 155);
    files.push([(folder ? `${folder}/` : "") + text(at, 100), archive.subarray(at + 512, at + 512 + size)]);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** Writes files below a folder of Python's file system without copying them. */
function write(FS, root, files) {
  const folders = new Set();
  for (const [path, bytes] of files) {
    const folder = (root + path).replace(/[^/]*$/, "");
    if (!folders.has(folder)) {
      FS.mkdirTree(folder);
      folders.add(folder);
    }
    FS.writeFile(root + path, bytes, { canOwn: true });
  }
}
