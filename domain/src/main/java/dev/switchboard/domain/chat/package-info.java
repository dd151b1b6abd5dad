/// Users who are handed over from a bot outside to people, and back.
@NullMarked
package dev.switchboard.domain.chat;

import org.jspecify.annotations.NullMarked;
