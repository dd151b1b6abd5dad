/// JSON as a value, for the places where an outsider's free-form data is part of ours.
@NullMarked
package dev.switchboard.domain.json;

import org.jspecify.annotations.NullMarked;
