// Starts Python with the studio's program, and asks it. The worker gives it the files by network, tests from a disk.

const FONTS = "/fonts";
const LIBRARY = "/lib/python3.14";
const TYPST = `${LIBRARY}/site-packages/typst/_typst.abi3.so`;
const PROGRAM = `
import contextlib, gc, importlib, os, sys

gc.disable()  # Nothing that is imported or read now is ever garbage.
importlib.invalidate_caches()  # Its files were unpacked just now.
from generator.studio.desk import Desk
from generator.studio.messages import answer


class Program:
    def __init__(self, paths, contents):
        self.desk = Desk({path: raw.to_bytes() for path, raw in zip(paths, contents, strict=True)})
        gc.freeze()
        gc.enable()

    def answer(self, request, names, contents):
        files = [(name, raw.to_bytes()) for name, raw in zip(names, contents, strict=True)]
        return answer(self.desk, request, files)

    def rehearse(self):
        from generator.studio.rehearsal import rehearsal

        yield
        yield from rehearsal(self.desk)
        yield
        forget_files()

    def prepare(self, module):
        importlib.import_module(module)
        forget_files()


def forget_files():
    """Empties the files of modules that are imported, which nobody reads again."""
    for module in list(sys.modules.values()):
        if path := getattr(module, "__file__", None):
            with contextlib.suppress(OSError):
                os.truncate(path, 0)


Program
`;
const UNPACK = `
import importlib, lzma
from compression.zstd import ZstdDecompressor
from pyodide.ffi import to_js

PIECE = 1 << 20  # What is unpacked at once must not make the memory of Python grow.


def unpack(packed, add):
    rest = packed.to_bytes()
    decompressor = lzma.LZMADecompressor() if rest.startswith(b"\\xfd7zXZ") else ZstdDecompressor()
    while not decompressor.eof:
        if decompressor.needs_input and not rest:
            raise EOFError("the file ends too early")
        add(to_js(decompressor.decompress(rest, PIECE)))
        rest = b""


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
 * @typedef {{what: string, file: string, size: number}} Entry a file of the studio, and its size in bytes
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
      const [reply, answered] = result.toJs();
      return { reply: JSON.parse(reply), files: answered.map(([name, bytes]) => ({ name, bytes })) };
    } finally {
      result.destroy();
    }
  }

  /** Imports a module of Python, so that it need not be imported when it is first asked for. */
  prepare(module) {
    this.#program.prepare(module);
  }

  /** Makes a plan that nobody sees, in short steps: what is worked out once for all plans is then at hand. */
  *rehearse() {
    const steps = this.#program.rehearse();
    try {
      yield* steps;
    } finally {
      steps.destroy();
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
    const fonts = untar(await bytesOf(unzipped(await this.#read(entryOf(this.#list, "fonts")))));
    write(this.#pyodide.FS, `${FONTS}/`, fonts.map(([path, bytes]) => [path.split("/").at(-1), bytes]));
    const unpacked = this.#pyodide.globals.get("Unpacked");
    const file = unpacked(TYPST);
    try {
      const reader = (await this.#read(entry)).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        file.add(chunk.value);
      }
      file.close();
      this.#pyodide.runPython("import typst");
      // Python has compiled it by now. The file itself is empty from here on, for 57 MB of memory.
      this.#pyodide.FS.truncate(TYPST, 0);
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
  // Where WebAssembly is forbidden, this says so before anything is fetched.
  await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  const open = async (what) => unzipped(await read(entryOf(list, what)));
  const module = open("wasm");
  const standard = open("standard").then(bytesOf).then(untar);
  // These are smaller than gzip makes them, and Python unpacks them.
  const [libraries, program, data] = ["libraries", "program", "data"].map(async (what) =>
    bytesOf(await read(entryOf(list, what))),
  );
  const scripts = ["pyodide", "pyodide.asm"].map((what) => load(entryOf(list, what)));
  const failure = Promise.all([module, standard, libraries, program, data, ...scripts]).then(() => new Promise(() => {}));
  const pyodide = await Promise.race([failure, startPython(standard, module, scripts, list, base)]);
  onStage("program");
  pyodide.runPython(UNPACK);
  for (const packed of [libraries, program]) {
    write(pyodide.FS, "/", untar(await unpacked(pyodide, await packed)));
  }
  const files = untar(await unpacked(pyodide, await data));
  const Program = pyodide.runPython(PROGRAM);
  return new Runtime(pyodide, Program(files.map(([path]) => path), files.map(([, bytes]) => bytes)), list, read);
}

/** Starts Python, with its standard library in its file system. */
async function startPython(standard, module, scripts, list, base) {
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(scripts);
  const { instantiateStreaming } = WebAssembly;
  const { fetch } = globalThis;
  try {
    return await new Promise((resolve, reject) => {
      globalThis.fetch = async (address, options) => (await answerPyodide(address, module)) ?? fetch(address, options);
      // Pyodide would wait for ever for a module that cannot be run.
      WebAssembly.instantiateStreaming = (...given) => {
        const instance = instantiateStreaming.apply(WebAssembly, given);
        instance.catch(reject);
        return instance;
      };
      const settings = {
        indexURL: base,
        createPyodideModule,
        lockFileContents: list.lock,
        packageBaseUrl: base,
        env: {
          PYTHONPATH: LIBRARY,
          PYTHONHASHSEED: "0",
          // It would look for plugins in every package.
          PYDANTIC_DISABLE_PLUGINS: "__all__",
          // Without it, Typst would ask the browser for the time zone by `eval`, which a page's policy forbids.
          TZ: "UTC0",
        },
        fsInit: async (FS) => write(FS, "/", await standard.catch(() => [])),
      };
      loadPyodide(settings).then(resolve, reject);
    });
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** @returns {Entry} */
function entryOf(list, what) {
  return list.files.find((entry) => entry.what === what);
}

/**
 * Answers the two addresses that Pyodide fetches itself: its module with the type that the browser requires, which
 * not every server sends; and a standard library, which is empty because Python has it already.
 * @param {string | URL | Request} address
 * @param {Promise<ReadableStream<Uint8Array>>} module
 * @returns {Promise<Response | undefined>}
 */
async function answerPyodide(address, module) {
  const name = String(address.url ?? address).split("/").at(-1);
  if (name === "pyodide.asm.wasm") {
    return new Response(await module, { headers: { "Content-Type": "application/wasm" } });
  }
  return name === "python_stdlib.zip" ? new Response(EMPTY_ZIP) : undefined;
}

/** A ZIP archive without files: the end of its directory. */
export const EMPTY_ZIP = new Uint8Array(22);
EMPTY_ZIP.set([0x50, 0x4b, 5, 6]);

/** @param {ReadableStream<Uint8Array>} stream */
function unzipped(stream) {
  return stream.pipeThrough(new DecompressionStream("gzip"));
}

/** What Python unpacks, piece by piece. */
async function unpacked(pyodide, packed) {
  const pieces = [];
  pyodide.globals.get("unpack")(packed, (piece) => pieces.push(piece));
  return bytesOf(new Blob(pieces));
}

/** @param {ReadableStream<Uint8Array> | Blob} stream */
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

/** Writes files below a folder of Python's file system, each with bytes of its own, so that it can be emptied alone. */
function write(FS, root, files) {
  const folders = new Set();
  for (const [path, bytes] of files) {
    const folder = (root + path).replace(/[^/]*$/, "");
    if (!folders.has(folder)) {
      FS.mkdirTree(folder);
      folders.add(folder);
    }
    FS.writeFile(root + path, bytes.slice(), { canOwn: true });
  }
}
