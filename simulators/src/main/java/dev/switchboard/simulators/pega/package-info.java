/// A stand-in for Pega Digital Messaging: takes what customers say, and answers by webhook as its
/// bot or as an agent (`docs/protocol/pega.md`).
@NullMarked
package dev.switchboard.simulators.pega;

import org.jspecify.annotations.NullMarked;
