/// What is owed to a target: its lifecycle, when it is tried again and when it is given up.
@NullMarked
package dev.switchboard.domain.delivery;

import org.jspecify.annotations.NullMarked;
