/// A third vendor, planted beside the two that there are: nothing outside this package knows of it.
package dev.switchboard.bootstrap.e2e.vendor;
