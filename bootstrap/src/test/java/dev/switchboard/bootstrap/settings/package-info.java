/// What operators may set, and what holds if they do not.
@NullMarked
package dev.switchboard.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
