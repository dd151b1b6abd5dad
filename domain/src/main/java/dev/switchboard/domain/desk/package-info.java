/// Desks of human agents outside, as the core sees them: whose session is how far, and what is
/// heard of it.
@NullMarked
package dev.switchboard.domain.desk;

import org.jspecify.annotations.NullMarked;
