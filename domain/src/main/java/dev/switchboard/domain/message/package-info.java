/// One journaled entry of a conversation, and what makes a repeat of it recognisable.
@NullMarked
package dev.switchboard.domain.message;

import org.jspecify.annotations.NullMarked;
