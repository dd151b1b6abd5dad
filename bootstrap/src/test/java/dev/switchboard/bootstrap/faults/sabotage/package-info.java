/// Classes that a test adds to a hub so that it breaks its promises: the checkers must detect each
/// of them. They are among the tests and not in the shipped application.
package dev.switchboard.bootstrap.faults.sabotage;
