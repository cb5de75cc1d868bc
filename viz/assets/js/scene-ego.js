/**
 * The surroundings of one body: it stands in the middle, its partners around it on an ellipse, theirs on outer ones.
 * Partners of a kind stand together, in the order of their names; the outer ones near the partner that leads to them.
 */

/** The room of a node with its name, and the least half axes of the first ellipse; in the units of the layout. */
const SEAT = { wide: 128, high: 78, across: 190, down: 125 };

function egoScene(room) {
  const ratio = Math.min(2, Math.max(0.6, room.wide / room.high));
  const points = new Map([[state.focus, /** @type {[number, number]} */ ([0, 0])]]);
  const angle = new Map();
  let reach = { across: 0, down: 0 };
  scope.steps.slice(1).forEach((bodies, step) => {
    const order = step ? byPartner(bodies, angle) : [...bodies].sort(byKindAndName);
    reach = seatAround(order, reach, ratio, points, angle);
  });
  const places = [...scope.bodies];
  return bodyScene("ego", places, places.map((place) => points.get(place)), scope.ties);
}

function byKindAndName(one, other) {
  return compare(data.bodies[one].kind, data.bodies[other].kind) || nameRank(one) - nameRank(other);
}

/** The outer ones by the angle of the first of their partners that has one. */
function byPartner(bodies, angle) {
  const near = new Map(bodies.map((body) => [body, nearest(body, angle)]));
  return [...bodies].sort((one, other) => near.get(one) - near.get(other) || byKindAndName(one, other));
}

function nearest(body, angle) {
  const angles = passingTies(body).flatMap((tie) => angle.get(partner(data.ties[tie], body)) ?? []);
  return Math.min(...angles);
}

/** Seats bodies on as many ellipses as they need outside of what is there, and returns how far these reach. */
function seatAround(order, inner, ratio, points, angle) {
  let reach = inner;
  for (let first = 0; first < order.length; ) {
    reach = wider(reach, ratio, order.length - first);
    const room = Math.max(6, Math.floor(seatsOn(reach)));
    const row = order.slice(first, first + room);
    row.forEach((body, seat) => seatAt(body, (seat + 0.5) / row.length, reach, points, angle));
    first += row.length;
  }
  return reach;
}

/** The next ellipse: far enough out for a name, and wide enough for all that are left where they are not too many. */
function wider(inner, ratio, left) {
  const across = inner.across ? inner.across + SEAT.wide * 1.25 : SEAT.across;
  const down = inner.down ? inner.down + SEAT.high * 1.35 : SEAT.down;
  const grow = Math.min(1.9, Math.max(1, Math.min(left, 26) / seatsOn({ across, down })));
  return ratio >= 1 ? { across: across * Math.max(grow, ratio * 0.8), down: down * grow } : { across: across * grow * 0.8, down: down * grow / ratio };
}

/** How many names an ellipse has room for: beside each other at top and bottom, under each other at its sides. */
function seatsOn({ across, down }) {
  return (4 * across) / SEAT.wide / 1.1 + (4 * down) / SEAT.high / 2.2;
}

/** A place on the ellipse, `part` of its way around from the left by the top, equal ways apart. */
function seatAt(body, part, { across, down }, points, angle) {
  const steps = 360;
  const at = (step) => [-across * Math.cos((step / steps) * 2 * Math.PI), -down * Math.sin((step / steps) * 2 * Math.PI)];
  const way = [0];
  for (let step = 1; step <= steps; step++) {
    const [[x, y], [nextX, nextY]] = [at(step - 1), at(step)];
    way.push(way[step - 1] + Math.hypot((nextX - x) / SEAT.wide, (nextY - y) / SEAT.high));
  }
  const found = way.findIndex((length) => length >= part * way[steps]);
  angle.set(body, found);
  points.set(body, at(found));
}
