/// Plays the bot platform: gives tokens, takes messages and calls back (contract netomi 9).
@NullMarked
package dev.switchboard.simulators.netomi;

import org.jspecify.annotations.NullMarked;
