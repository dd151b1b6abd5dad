/// What is kept of end users' browsers and their sessions.
@NullMarked
package dev.switchboard.application.port.out.session;

import org.jspecify.annotations.NullMarked;
