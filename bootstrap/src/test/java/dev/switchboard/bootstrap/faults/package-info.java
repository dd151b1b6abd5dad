/// The hub's promises checked against observations: load, faults, a history of both, and a checker.
package dev.switchboard.bootstrap.faults;
