/// Plays the bot platform: gives tokens, takes messages and calls back (`docs/protocol/netomi.md`).
@NullMarked
package dev.switchboard.simulators.netomi;

import org.jspecify.annotations.NullMarked;
