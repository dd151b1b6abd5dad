/// What an administrator did, and when.
@NullMarked
package dev.switchboard.domain.audit;

import org.jspecify.annotations.NullMarked;
