/// Messages and answers enter: checked, journaled, handed to their lanes.
@NullMarked
package dev.switchboard.application.service.message;

import org.jspecify.annotations.NullMarked;
