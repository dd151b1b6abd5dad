/// What the operator may set for the core.
@NullMarked
package dev.switchboard.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
