/// Users whom a bot outside hands over to people: their chats, what they say, and their way back.
@NullMarked
package dev.switchboard.application.service.chat;

import org.jspecify.annotations.NullMarked;
