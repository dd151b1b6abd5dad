/// What admins did.
@NullMarked
package dev.switchboard.adapter.in.web.audit;

import org.jspecify.annotations.NullMarked;
