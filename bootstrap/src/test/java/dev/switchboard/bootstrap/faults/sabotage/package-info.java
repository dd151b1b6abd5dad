/// Classes that a test adds to a hub so that it breaks its promises: what checks hubs must find
/// each of them out. They live among the tests and are in nothing that is shipped.
package dev.switchboard.bootstrap.faults.sabotage;
