/// How conversations and their messages are read.
@NullMarked
package dev.switchboard.application.port.in.conversation;

import org.jspecify.annotations.NullMarked;
