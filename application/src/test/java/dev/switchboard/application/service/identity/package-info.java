@NullMarked
package dev.switchboard.application.service.identity;

import org.jspecify.annotations.NullMarked;
