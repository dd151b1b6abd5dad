/// Live events between those who journal and those who hold clients' connections.
@NullMarked
package dev.switchboard.application.port.out.live;

import org.jspecify.annotations.NullMarked;
