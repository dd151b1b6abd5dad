/// Figures that both stores work out alike.
@NullMarked
package dev.switchboard.adapter.out.persistence.figures;

import org.jspecify.annotations.NullMarked;
