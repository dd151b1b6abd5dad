/// The audit: what routes put into it, and how admins read it.
@NullMarked
package dev.switchboard.adapter.in.web.audit;

import org.jspecify.annotations.NullMarked;
