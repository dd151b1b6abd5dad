/// Who did what, and when, in a chain in which each entry holds the hash of the one before it.
@NullMarked
package dev.switchboard.domain.audit;

import org.jspecify.annotations.NullMarked;
