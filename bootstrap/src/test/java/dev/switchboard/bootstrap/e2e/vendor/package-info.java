/// An additional vendor for tests: nothing outside this package depends on it.
package dev.switchboard.bootstrap.e2e.vendor;
