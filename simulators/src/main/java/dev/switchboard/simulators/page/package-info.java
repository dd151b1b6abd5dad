/// Pages for demonstrations, under `/demo`: a customer's, and a wall board. Their files are in
/// `resources/demo`.
@NullMarked
package dev.switchboard.simulators.page;

import org.jspecify.annotations.NullMarked;
