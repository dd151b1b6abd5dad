import { table } from './table.js';
import * as sections from './sections.js';

const BEGIN = '<!-- figures: make bench writes from here -->';
const END = '<!-- figures: to here -->';

/// The part of docs/benchmarks.md that is measured. Of scenarios that did not run it says nothing.
export function tables(machine, figures) {
  const told = Object.entries(sections)
    .filter(([name]) => figures[name])
    .map(([name, tell]) => tell(figures[name]));
  return [conditions(machine), ...told].join('\n');
}

/// The document with its measured part exchanged.
export function intoReport(document, text) {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('docs/benchmarks.md has lost its markers');
  return `${document.slice(0, begin + BEGIN.length)}\n\n${text}\n${document.slice(end)}`;
}

function conditions(machine) {
  return table(
    ['', ''],
    [
      ['Date', machine.date],
      ['Machine', `${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}`],
      ['Java', machine.java],
      ['Node', machine.node],
      ['fdatasync of 4 KiB', `median ${machine.fsync.median.toFixed(0)} µs, p99 ${machine.fsync.p99.toFixed(0)} µs`],
      ['Load average before', machine.load],
    ],
  );
}
