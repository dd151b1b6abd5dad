/// Parked deliveries, for admins.
@NullMarked
package dev.switchboard.adapter.in.web.delivery;

import org.jspecify.annotations.NullMarked;
