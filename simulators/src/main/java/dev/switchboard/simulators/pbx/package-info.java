/// A stand-in for a telephone exchange: its users ring, answer and hang up, and the hub hears of it
/// by HTTP; and what the wall board of the demo needs to watch and to play it.
@NullMarked
package dev.switchboard.simulators.pbx;

import org.jspecify.annotations.NullMarked;
