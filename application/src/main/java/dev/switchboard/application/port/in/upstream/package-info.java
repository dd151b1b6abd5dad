/// How the systems outside that we call stand.
@NullMarked
package dev.switchboard.application.port.in.upstream;

import org.jspecify.annotations.NullMarked;
