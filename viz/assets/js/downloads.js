/** What a reader takes along: a menu of files, each made here out of what the page holds. Nothing leaves the browser. */

const downloads = document.getElementById("downloads");
const downloadButton = document.getElementById("download-button");
const downloadList = document.getElementById("download-list");

/** How many pixels a PNG has for each CSS pixel. */
const SHARPNESS = 2;

/** @type {Record<string, {type: string, content: () => Promise<BlobPart | null>}>} each file by the end of its name */
const FILES = {
  png: { type: "image/png", content: () => new Promise((made) => paintedPoster(posterNow(), SHARPNESS).toBlob(made, "image/png")) },
  svg: { type: "image/svg+xml", content: async () => svgFile(posterNow()) },
  csv: { type: "text/csv;charset=utf-8", content: async () => `\ufeff${tiesCsv()}` },
  graphml: { type: "application/xml", content: async () => graphmlFile() },
  gexf: { type: "application/xml", content: async () => gexfFile() },
};

/** Makes the file, hands it to the browser and says so; a picture may be too large for the browser to draw. */
async function download(ending) {
  showDownloads(false);
  downloadButton.focus();
  const { type, content } = FILES[ending];
  const made = await content();
  const name = `${fileName(data.title)}.${ending}`;
  if (made === null) return announce(t("downloadFailed"));
  const address = URL.createObjectURL(new Blob([made], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  announce(t("downloaded", { name }));
}

/** A short name of plain letters, which every system takes: "vem-samverkar-med-vem". */
function fileName(title) {
  const plain = fold(title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const start = plain.length > 60 ? plain.slice(0, 60).replace(/-[^-]*$/, "") : plain;
  return start || "samverkan";
}

function showDownloads(open) {
  downloadList.hidden = !open;
  downloadButton.setAttribute("aria-expanded", String(open));
}

downloadButton.addEventListener("click", () => showDownloads(downloadList.hidden));
for (const button of /** @type {NodeListOf<HTMLElement>} */ (downloadList.querySelectorAll("[data-download]"))) {
  button.addEventListener("click", () => download(button.dataset.download));
}
downloads.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || downloadList.hidden) return;
  event.stopPropagation();
  showDownloads(false);
  downloadButton.focus();
});
downloads.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !downloads.contains(/** @type {Node} */ (event.relatedTarget))) showDownloads(false);
});
document.addEventListener("pointerdown", (event) => {
  if (!downloads.contains(/** @type {Node} */ (event.target))) showDownloads(false);
});
