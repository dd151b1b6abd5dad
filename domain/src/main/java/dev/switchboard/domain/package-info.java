/// What holds without any computer: values that refuse bad input, and lifecycles as sets of types.
@NullMarked
package dev.switchboard.domain;

import org.jspecify.annotations.NullMarked;
