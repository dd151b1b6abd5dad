/// What a caller may do, logging in, and the accounts that may.
@NullMarked
package dev.switchboard.adapter.in.web.identity;

import org.jspecify.annotations.NullMarked;
