/// Changing the master key, for admins.
@NullMarked
package dev.switchboard.adapter.in.web.keys;

import org.jspecify.annotations.NullMarked;
