/// End users' messages to bots and desks, and what those answer.
@NullMarked
package dev.switchboard.application.service.message.user;

import org.jspecify.annotations.NullMarked;
