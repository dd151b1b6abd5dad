/// Chats with people, in the embedded store.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.chat;

import org.jspecify.annotations.NullMarked;
