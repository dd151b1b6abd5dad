@NullMarked
package dev.switchboard.adapter.out.persistence;

import org.jspecify.annotations.NullMarked;
