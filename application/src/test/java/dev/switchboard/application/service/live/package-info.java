@NullMarked
package dev.switchboard.application.service.live;

import org.jspecify.annotations.NullMarked;
