/// A thread between one end user and the other parties.
@NullMarked
package dev.switchboard.domain.conversation;

import org.jspecify.annotations.NullMarked;
