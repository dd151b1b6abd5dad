/// A customer's page for demonstrations, under `/demo`. Its files are in `resources/demo`.
@NullMarked
package dev.switchboard.simulators.page;

import org.jspecify.annotations.NullMarked;
