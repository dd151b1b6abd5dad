/// The files with which hubs are run elsewhere, tried as far as a build can.
@NullMarked
package dev.switchboard.bootstrap.deploy;

import org.jspecify.annotations.NullMarked;
