/// Reading conversations.
@NullMarked
package dev.switchboard.application.port.out.conversation;

import org.jspecify.annotations.NullMarked;
