/// Whether this hub should get traffic.
@NullMarked
package dev.switchboard.adapter.in.web.health;

import org.jspecify.annotations.NullMarked;
