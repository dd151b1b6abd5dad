/// Networks of addresses.
@NullMarked
package dev.switchboard.domain.network;

import org.jspecify.annotations.NullMarked;
