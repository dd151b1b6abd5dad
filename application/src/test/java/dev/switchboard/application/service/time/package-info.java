@NullMarked
package dev.switchboard.application.service.time;

import org.jspecify.annotations.NullMarked;
