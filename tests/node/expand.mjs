// Reads JSON-LD documents, one a line, and writes each as canonical N-Quads (RDFC-1.0) in a JSON string, one a line.
// Nothing is fetched: a document that asks for a context elsewhere is an error.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const jsonld = createRequire(`${process.argv[2]}/`)("jsonld");
const documentLoader = (url) => {
  throw new Error(`asks for ${url}`);
};
for await (const line of createInterface({ input: process.stdin })) {
  const canonical = await jsonld.canonize(JSON.parse(line), {
    algorithm: "RDFC-1.0",
    format: "application/n-quads",
    documentLoader,
    safe: true,
  });
  console.log(JSON.stringify(canonical));
}
