/// Lanes: what is owed is delivered, in order, through a gate per target.
@NullMarked
package dev.switchboard.application.service.delivery;

import org.jspecify.annotations.NullMarked;
