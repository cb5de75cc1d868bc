/**
 * What passes the filters as GraphML and GEXF, for Gephi, Cytoscape and their like. The attributes have the names that
 * `samverkan export` gives them; places are those of the page's layout, with y upwards, as these tools have it.
 */

/** What no XML 1.0 document may hold. */
const NOT_IN_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };

function xmlText(text) {
  return text.replace(NOT_IN_XML, "\ufffd");
}

/** A value as text or attribute of an XML document. */
function xml(value) {
  return xmlText(String(value)).replace(/[&<>"'\t\n\r]/g, (char) => ENTITIES[char]);
}

/**
 * A value as the text of an element, with no more references than needed: readers in the manner of SAX are given the
 * text in pieces around each, and Cytoscape's keeps the last piece.
 */
function xmlContent(value) {
  return xmlText(String(value)).replace(/[&<>\r]/g, (char) => ENTITIES[char]);
}

/** @typedef {{name: string, type: "string" | "boolean" | "int" | "double"}} Attribute */

/** @type {Attribute[]} */
const NODE_ATTRIBUTES = [
  { name: "label", type: "string" },
  { name: "kind", type: "string" },
  { name: "aliases", type: "string" },
  { name: "participations", type: "int" },
  { name: "unnamed", type: "boolean" },
];
/**
 * Cytoscape shows the attribute `name`, and the address where there is none; Gephi shows `label`.
 * @type {Attribute}
 */
const SHOWN_NAME = { name: "name", type: "string" };
/** @type {Attribute[]} */
const EDGE_ATTRIBUTES = [
  { name: "certain", type: "boolean" },
  { name: "contexts", type: "string" },
];

/** Nodes and edges with plain values, in the order of their addresses. */
function networkValues() {
  const ids = new Map();
  const taken = new Set();
  for (const place of [...view.bodies].sort((a, b) => a - b)) {
    const address = xmlText(data.bodies[place].iri);
    const id = taken.has(address) ? `${address} ${place}` : address;
    taken.add(id);
    ids.set(place, id);
  }
  const edgesOf = [...view.ties.values()].sort((one, other) => one.place - other.place);
  return {
    nodes: [...ids].map(([place, id]) => ({ id, place, values: nodeValues(data.bodies[place], place) })),
    edges: edgesOf.map((tie) => ({ ...edgeValues(tie), from: ids.get(data.ties[tie.place].a), to: ids.get(data.ties[tie.place].b) })),
  };
}

function nodeValues(body, place) {
  const { label, kind, aliases, participations, unnamed } = { ...body, label: nameOf(place) };
  return { label, kind, aliases: aliases.join(" | "), participations: participations.length, unnamed };
}

/** @param {Shown} tie */
function edgeValues({ place, certain, weight, evidence }) {
  const named = evidence.map(({ context }) => contextTitle(context));
  return { key: data.ties[place].key, weight, values: { certain, contexts: named.join(" | ") } };
}

/** Where a body stands: y upwards. */
function uprightPoint(place) {
  const { x, y, size } = layoutPoint(place);
  return { x: rounded(x), y: rounded(-y) + 0, size };
}

// --- GraphML

function graphmlFile() {
  const { nodes: points, edges: ties } = networkValues();
  const whole = ties.every((tie) => Number.isInteger(tie.weight));
  /** @type {Attribute[]} */
  const places = [{ name: "x", type: "double" }, { name: "y", type: "double" }];
  /** @type {Attribute[]} */
  const weight = [{ name: "weight", type: whole ? "int" : "double" }];
  const keys = [...graphmlKeys("node", [SHOWN_NAME, ...NODE_ATTRIBUTES, ...places]), ...graphmlKeys("edge", [...EDGE_ATTRIBUTES, ...weight])];
  const rows = [
    ...points.map(({ id, place, values }) => {
      const { x, y } = uprightPoint(place);
      return `<node id="${xml(id)}">${graphmlData("node", { name: values.label, ...values, x, y })}</node>`;
    }),
    ...ties.map(({ from, to, weight: heavy, values, key }) => {
      const ends = `source="${xml(from)}" target="${xml(to)}"`;
      return `<edge id="${xml(key)}" ${ends}>${graphmlData("edge", { ...values, weight: heavy })}</edge>`;
    }),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph edgedefault="undirected">',
    `<desc>${xmlContent(data.title)}</desc>`, // Gephi reports a key of the graph as an error
    ...rows,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

/** @param {Attribute[]} attributes */
function graphmlKeys(kind, attributes) {
  return attributes.map(({ name, type }) => `<key id="${kind}_${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`);
}

function graphmlData(kind, values) {
  return Object.entries(values).map(([name, value]) => `<data key="${kind}_${name}">${xmlContent(value)}</data>`).join("");
}

// --- GEXF

function gexfFile() {
  const { nodes: points, edges: ties } = networkValues();
  const own = NODE_ATTRIBUTES.slice(1); // the label is an attribute of the element
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">',
    '<graph defaultedgetype="undirected" mode="static">',
    gexfAttributes("node", own),
    gexfAttributes("edge", EDGE_ATTRIBUTES),
    "<nodes>",
    ...points.map((point) => gexfNode(point, own)),
    "</nodes>",
    "<edges>",
    ...ties.map(gexfEdge),
    "</edges>",
    "</graph>",
    "</gexf>",
    "",
  ].join("\n");
}

/** @param {Attribute[]} attributes */
function gexfAttributes(kind, attributes) {
  const one = ({ name, type }) => `<attribute id="${kind}_${name}" title="${name}" type="${type === "int" ? "integer" : type}"/>`;
  return `<attributes class="${kind}" mode="static">${attributes.map(one).join("")}</attributes>`;
}

function gexfValues(kind, values, attributes) {
  const one = ({ name }) => `<attvalue for="${kind}_${name}" value="${xml(values[name])}"/>`;
  return `<attvalues>${attributes.map(one).join("")}</attvalues>`;
}

function gexfNode({ id, place, values }, attributes) {
  const { x, y, size } = uprightPoint(place);
  const tone = data.looks[data.bodies[place].kind].light;
  const [r, g, b] = [1, 3, 5].map((start) => parseInt(tone.slice(start, start + 2), 16));
  const drawing = `<viz:color r="${r}" g="${g}" b="${b}" a="1.0"/><viz:position x="${x}" y="${y}" z="0.0"/><viz:size value="${size}"/>`;
  return `<node id="${xml(id)}" label="${xml(values.label)}">${gexfValues("node", values, attributes)}${drawing}</node>`;
}

function gexfEdge({ key, from, to, weight, values }) {
  const ends = `source="${xml(from)}" target="${xml(to)}" weight="${weight}"`;
  return `<edge id="${xml(key)}" ${ends}>${gexfValues("edge", values, EDGE_ATTRIBUTES)}</edge>`;
}
