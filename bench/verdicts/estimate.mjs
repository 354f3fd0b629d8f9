import { meanOfUsers } from 'tally/claims';
// Not part of the package's surface: the level at which samples contradict.
import { FALSE_CONTRADICTION } from '../../lib/dist/claims/sampled/standing.js';

/**
 * The least standard errors that any interval which contradicts reaches: Student's t for the level is larger whatever
 * the degrees of freedom. What is nearer to the truth needs no interval.
 */
const NEAR = 3.8;

/** An estimate with a column of all users for each side of its terms, and its value for all of them. */
export function prepared({ claims, leads = false, among = () => true, terms }, people) {
  const column = (value) => Float64Array.from(people, (person) => (among(person) ? value(person) : 0));
  const columns = terms.map(({ x, y, weight }) => ({
    ...{ x: column(x), y: column(y), weight },
    has: column((person) => (y(person) === 0 ? 0 : 1)),
  }));
  const everyone = people.map((_, index) => index);
  return {
    ...{ claims, leads, terms: columns, member: column(() => 1) },
    any: column((person) => (terms.some(({ x }) => x(person) !== 0) ? 1 : 0)),
    truth: columns.reduce((all, term) => all + term.weight * ratioOf(term, everyone), 0),
  };
}

/** The claims that users drawn, given by their places, would contradict although they are true of all. */
export function contradictedBy(one, drawn) {
  const contributions = contributionsOf(one, drawn);
  const { value, squares } = contributions;
  const off = one.leads ? -value : Math.abs(value - one.truth);
  if (!(off > NEAR * Math.sqrt(squares))) return [];
  const estimate = meanOfUsers(contributions);
  return Object.keys(one.claims).filter((claim) => {
    const interval = estimate.within(FALSE_CONTRADICTION / one.claims[claim]);
    if (interval === null) return false;
    return one.leads ? interval.high < 0 : interval.high < one.truth || interval.low > one.truth;
  });
}

/** What the drawn users contribute, as the study's SQL sums it up. */
function contributionsOf({ terms, member, any }, drawn) {
  const moves = new Float64Array(drawn.length);
  let [value, group] = [0, sumOf(any, drawn)];
  for (const term of terms) {
    const { x, y, has, weight } = term;
    const ratio = ratioOf(term, drawn);
    const scale = weight / sumOf(y, drawn);
    value += weight * ratio;
    group = Math.min(group, sumOf(has, drawn));
    for (let at = 0; at < drawn.length; at += 1) moves[at] += scale * (x[drawn[at]] - ratio * y[drawn[at]]);
  }
  return {
    value: Number.isFinite(value) ? value : null,
    n: sumOf(member, drawn),
    group,
    ...momentsOf(moves),
  };
}

function momentsOf(moves) {
  let [squares, cubes, quarts] = [0, 0, 0];
  for (const move of moves) {
    const square = move * move;
    squares += square;
    cubes += square * move;
    quarts += square * square;
  }
  return { squares, cubes, quarts };
}

const ratioOf = ({ x, y }, drawn) => sumOf(x, drawn) / sumOf(y, drawn);

function sumOf(column, drawn) {
  let sum = 0;
  for (let at = 0; at < drawn.length; at += 1) sum += column[drawn[at]];
  return sum;
}
