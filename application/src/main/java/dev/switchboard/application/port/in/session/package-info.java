/// How end users' clients attach to conversations, and what they are pushed.
@NullMarked
package dev.switchboard.application.port.in.session;

import org.jspecify.annotations.NullMarked;
