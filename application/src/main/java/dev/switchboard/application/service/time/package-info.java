/// Work that is done later, and together.
@NullMarked
package dev.switchboard.application.service.time;

import org.jspecify.annotations.NullMarked;
