/// The customer's page in a real browser.
@NullMarked
package dev.switchboard.bootstrap.e2e.browser;

import org.jspecify.annotations.NullMarked;
