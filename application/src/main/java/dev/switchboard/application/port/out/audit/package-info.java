/// Where the audit is kept, and who calls.
@NullMarked
package dev.switchboard.application.port.out.audit;

import org.jspecify.annotations.NullMarked;
