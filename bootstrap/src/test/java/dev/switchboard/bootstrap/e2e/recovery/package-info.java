/// What is owed on the packaged hub when it dies or its store is away.
@NullMarked
package dev.switchboard.bootstrap.e2e.recovery;

import org.jspecify.annotations.NullMarked;
