/// How the hub is, since when, and why.
@NullMarked
package dev.switchboard.application.service.health;

import org.jspecify.annotations.NullMarked;
