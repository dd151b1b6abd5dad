/// Use cases: what outsiders may ask, what we need from outside, and in which order things happen.
@NullMarked
package dev.switchboard.application;

import org.jspecify.annotations.NullMarked;
