/// Users of a bot outside want people, talk with them, and go back to the bot.
@NullMarked
package dev.switchboard.application.port.in.chat;

import org.jspecify.annotations.NullMarked;
