/// Who is on a call, who is free, what is unread: the people of organisations as their phones and
/// wallboards show them.
@NullMarked
package dev.switchboard.domain.presence;

import org.jspecify.annotations.NullMarked;
