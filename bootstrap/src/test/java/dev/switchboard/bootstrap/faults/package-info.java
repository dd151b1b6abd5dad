/// What the hub promises, held against what happened: load, faults, a history of both, and a
/// checker.
package dev.switchboard.bootstrap.faults;
