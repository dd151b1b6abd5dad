/// What the hub promises, held against what happened: load, faults, a history of both, and a
/// checker.
@NullMarked
package dev.switchboard.bootstrap.faults;

import org.jspecify.annotations.NullMarked;
