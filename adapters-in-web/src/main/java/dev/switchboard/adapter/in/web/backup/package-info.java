/// Backups, for admins.
@NullMarked
package dev.switchboard.adapter.in.web.backup;

import org.jspecify.annotations.NullMarked;
