/// Reading conversations.
@NullMarked
package dev.switchboard.application.service.conversation;

import org.jspecify.annotations.NullMarked;
