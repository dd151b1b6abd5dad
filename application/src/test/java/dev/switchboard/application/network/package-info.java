/// Networks that fail on demand, for tests of those who call through them.
@NullMarked
package dev.switchboard.application.network;

import org.jspecify.annotations.NullMarked;
