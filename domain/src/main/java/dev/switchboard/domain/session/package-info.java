/// End users' browsers, what they own, and their attachment to conversations.
@NullMarked
package dev.switchboard.domain.session;

import org.jspecify.annotations.NullMarked;
