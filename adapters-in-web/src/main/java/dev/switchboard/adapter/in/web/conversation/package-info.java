/// Conversations, messages and their traces, for admins.
@NullMarked
package dev.switchboard.adapter.in.web.conversation;

import org.jspecify.annotations.NullMarked;
