/// Where admin actions are kept.
@NullMarked
package dev.switchboard.application.port.out.audit;

import org.jspecify.annotations.NullMarked;
