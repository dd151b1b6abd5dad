@NullMarked
package dev.switchboard.application.port.out.chat;

import org.jspecify.annotations.NullMarked;
