/// Messages to channels, and what channels answer (contract channels 2.2 and 2.3).
@NullMarked
package dev.switchboard.adapter.in.web.message;

import org.jspecify.annotations.NullMarked;
