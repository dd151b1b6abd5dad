/// Accounts, and the credentials only adapters can make.
@NullMarked
package dev.switchboard.application.port.out.identity;

import org.jspecify.annotations.NullMarked;
