/// Who calls, what they may do, and the accounts that log in here.
@NullMarked
package dev.switchboard.adapter.in.web.identity;

import org.jspecify.annotations.NullMarked;
