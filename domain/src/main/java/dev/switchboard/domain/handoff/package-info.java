/// A conversation's way from the bot to a person and back: who answers now, and who may.
@NullMarked
package dev.switchboard.domain.handoff;

import org.jspecify.annotations.NullMarked;
