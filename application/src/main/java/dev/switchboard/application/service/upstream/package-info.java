/// Looking after the systems outside that we call.
@NullMarked
package dev.switchboard.application.service.upstream;

import org.jspecify.annotations.NullMarked;
