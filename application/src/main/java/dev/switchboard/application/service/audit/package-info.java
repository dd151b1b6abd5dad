/// Who did what.
@NullMarked
package dev.switchboard.application.service.audit;

import org.jspecify.annotations.NullMarked;
