/// Who may ask for what.
@NullMarked
package dev.switchboard.domain.identity;

import org.jspecify.annotations.NullMarked;
